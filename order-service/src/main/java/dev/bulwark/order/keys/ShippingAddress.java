package dev.bulwark.order.keys;

import org.jspecify.annotations.Nullable;

/** Where an order goes, in the open: only ever in memory. */
public record ShippingAddress(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {

    /** Names nobody, so that no log can. */
    @Override
    public String toString() {
        return "ShippingAddress[…]";
    }
}
