package dev.bulwark.order.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/orders} as it arrived; {@link PlaceOrderRules} checks it. */
record PlaceOrderRequest(
        @Nullable List<@Nullable Item> items,
        @Nullable String paymentMethod,
        @Nullable Address shippingAddress,
        @Nullable String note) {

    record Item(@Nullable String sku, @Nullable Integer quantity) {}

    record Address(
            @Nullable String name,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String country) {}

    /** Contains no personal data, so that no log does. */
    @Override
    public String toString() {
        return "PlaceOrderRequest[…]";
    }
}
