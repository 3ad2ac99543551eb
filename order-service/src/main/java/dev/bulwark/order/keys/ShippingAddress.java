package dev.bulwark.order.keys;

import org.jspecify.annotations.Nullable;

/** The shipping address of an order in plaintext: only ever in memory. */
public record ShippingAddress(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {

    /** Contains no personal data, so that no log does. */
    @Override
    public String toString() {
        return "ShippingAddress[…]";
    }
}
