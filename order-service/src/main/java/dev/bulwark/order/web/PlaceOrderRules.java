package dev.bulwark.order.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.bulwark.order.keys.PersonalData;
import dev.bulwark.order.keys.ShippingAddress;
import dev.bulwark.order.placement.NewOrder;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.FreeText;
import dev.bulwark.platform.core.value.Sku;
import org.jspecify.annotations.Nullable;

/** Checks what an order may contain, and reports everything that is wrong at once. */
final class PlaceOrderRules {

    static final int MAX_ITEMS = 100;
    static final int MAX_QUANTITY = 999;
    static final FreeText NOTE = FreeText.lines(1_000);

    private static final FreeText LINE = FreeText.line(200);
    private static final FreeText CITY = FreeText.line(100);
    private static final FreeText POSTAL_CODE = FreeText.line(16);

    /** The provider's token for a means of payment. */
    private static final Pattern PAYMENT_METHOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private final Violations violations = new Violations();

    private PlaceOrderRules() {}

    /**
     * The order that the request asks for; lines of the same sku become one line.
     *
     * @throws dev.bulwark.platform.core.problem.ProblemException 400 with everything that is wrong
     */
    static NewOrder check(String customerId, PlaceOrderRequest request) {
        PlaceOrderRules rules = new PlaceOrderRules();
        Map<String, Integer> quantities = rules.items(request.items());
        String paymentMethod = rules.paymentMethod(request.paymentMethod());
        ShippingAddress address = rules.address(request.shippingAddress());
        String note = rules.violations.optional(request.note(), "/note", NOTE);
        rules.violations.throwIfAny();
        return new NewOrder(customerId, quantities, paymentMethod, new PersonalData(address, note));
    }

    private Map<String, Integer> items(@Nullable List<PlaceOrderRequest.@Nullable Item> items) {
        Map<String, Integer> quantities = new LinkedHashMap<>();
        if (items == null || items.isEmpty() || items.size() > MAX_ITEMS) {
            violations.check(false, "/items", "must have 1 to " + MAX_ITEMS + " entries");
            return quantities;
        }
        for (int i = 0; i < items.size(); i++) {
            PlaceOrderRequest.Item item = items.get(i);
            String pointer = "/items/" + i;
            if (item == null) {
                violations.check(false, pointer, "is required");
                continue;
            }
            String sku = item.sku();
            boolean named = violations.check(sku != null && Sku.isValid(sku), pointer + "/sku", Sku.RULE);
            Integer quantity = item.quantity();
            boolean countable = violations.check(
                    quantity != null && quantity >= 1 && quantity <= MAX_QUANTITY,
                    pointer + "/quantity",
                    "must be a whole number from 1 to " + MAX_QUANTITY);
            if (named && countable && sku != null && quantity != null) {
                quantities.merge(sku, quantity, Integer::sum);
            }
        }
        return quantities;
    }

    private ShippingAddress address(PlaceOrderRequest.@Nullable Address address) {
        if (address == null) {
            violations.check(false, "/shippingAddress", "is required");
            return new ShippingAddress("", "", null, "", null, "", "");
        }
        String country = address.country() == null ? "" : address.country();
        violations.check(
                COUNTRIES.contains(country),
                "/shippingAddress/country",
                "must be a country code of ISO 3166-1, two upper-case letters");
        return new ShippingAddress(
                violations.required(address.name(), "/shippingAddress/name", LINE),
                violations.required(address.line1(), "/shippingAddress/line1", LINE),
                violations.optional(address.line2(), "/shippingAddress/line2", LINE),
                violations.required(address.city(), "/shippingAddress/city", CITY),
                violations.optional(address.region(), "/shippingAddress/region", CITY),
                violations.required(address.postalCode(), "/shippingAddress/postalCode", POSTAL_CODE),
                country);
    }

    private String paymentMethod(@Nullable String token) {
        boolean allowed = violations.check(
                token != null && PAYMENT_METHOD.matcher(token).matches(),
                "/paymentMethod",
                "must be 1 to 64 letters, digits, dots, hyphens or underscores");
        return allowed && token != null ? token : "";
    }
}
