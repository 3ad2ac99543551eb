package dev.bulwark.order.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.bulwark.order.keys.PersonalData;
import dev.bulwark.order.keys.ShippingAddress;
import dev.bulwark.platform.core.problem.Violations;
import org.jspecify.annotations.Nullable;

/** What an order may hold. Everything wrong is said at once. */
final class PlaceOrderRules {

    static final int MAX_ITEMS = 100;
    static final int MAX_QUANTITY = 999;
    static final int MAX_TOKEN_CHARS = 64;
    static final int MAX_LINE_CHARS = 200;
    static final int MAX_CITY_CHARS = 100;
    static final int MAX_POSTAL_CODE_CHARS = 16;
    static final int MAX_NOTE_CHARS = 1_000;

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    /**
     * A request without fault.
     *
     * @param quantities of each sku; lines of the same sku are one line
     */
    record Valid(Map<String, Integer> quantities, String paymentMethod, PersonalData personalData) {}

    private final Violations violations = new Violations();
    private final Fields fields = new Fields(violations);

    private PlaceOrderRules() {}

    /** @throws dev.bulwark.platform.core.problem.ProblemException 400 with everything that is wrong */
    static Valid check(PlaceOrderRequest request) {
        PlaceOrderRules rules = new PlaceOrderRules();
        Map<String, Integer> quantities = rules.items(request.items());
        String paymentMethod = rules.fields.token(request.paymentMethod(), "/paymentMethod", MAX_TOKEN_CHARS);
        ShippingAddress address = rules.address(request.shippingAddress());
        String note = rules.fields.optional(request.note(), "/note", MAX_NOTE_CHARS);
        rules.violations.throwIfAny();
        return new Valid(quantities, paymentMethod, new PersonalData(address, note));
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
            String sku = fields.token(item.sku(), pointer + "/sku", MAX_TOKEN_CHARS);
            Integer quantity = item.quantity();
            boolean countable = violations.check(
                    quantity != null && quantity >= 1 && quantity <= MAX_QUANTITY,
                    pointer + "/quantity",
                    "must be a whole number from 1 to " + MAX_QUANTITY);
            if (countable && quantity != null) {
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
        String country = fields.required(address.country(), "/shippingAddress/country", MAX_TOKEN_CHARS);
        violations.check(
                country.isEmpty() || COUNTRIES.contains(country),
                "/shippingAddress/country",
                "must be a country code of ISO 3166-1, two upper-case letters");
        return new ShippingAddress(
                fields.required(address.name(), "/shippingAddress/name", MAX_LINE_CHARS),
                fields.required(address.line1(), "/shippingAddress/line1", MAX_LINE_CHARS),
                fields.optional(address.line2(), "/shippingAddress/line2", MAX_LINE_CHARS),
                fields.required(address.city(), "/shippingAddress/city", MAX_CITY_CHARS),
                fields.optional(address.region(), "/shippingAddress/region", MAX_CITY_CHARS),
                fields.required(address.postalCode(), "/shippingAddress/postalCode", MAX_POSTAL_CODE_CHARS),
                country);
    }
}
