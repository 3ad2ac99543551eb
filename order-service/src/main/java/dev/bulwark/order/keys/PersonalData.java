package dev.bulwark.order.keys;

import org.jspecify.annotations.Nullable;

/** What of an order is sealed, in the open: only ever in memory. */
public record PersonalData(
        ShippingAddress shippingAddress, @Nullable String note) {

    /** Names nobody, so that no log can. */
    @Override
    public String toString() {
        return "PersonalData[…]";
    }
}
