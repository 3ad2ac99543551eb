package dev.bulwark.acceptance.client;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Body of a new order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewOrder(
        List<Item> items,
        String paymentMethod,
        Address shippingAddress,
        @Nullable String note) {

    public record Item(String sku, int quantity) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(String name, String line1, String city, String postalCode, String country) {}

    private static final Address HOME = new Address("Ada Lovelace", "12 St James's Square", "London", "SW1Y 4JH", "GB");

    public static NewOrder of(String sku, int quantity) {
        return new NewOrder(List.of(new Item(sku, quantity)), "pm_card_ok", HOME, null);
    }

    public NewOrder items(List<Item> others) {
        return new NewOrder(others, paymentMethod, shippingAddress, note);
    }

    public NewOrder paidWith(String method) {
        return new NewOrder(items, method, shippingAddress, note);
    }

    public NewOrder sentTo(String postalCode) {
        Address there = new Address(
                shippingAddress.name(),
                shippingAddress.line1(),
                shippingAddress.city(),
                postalCode,
                shippingAddress.country());
        return new NewOrder(items, paymentMethod, there, note);
    }

    public NewOrder note(String text) {
        return new NewOrder(items, paymentMethod, shippingAddress, text);
    }
}
