package dev.bulwark.order.keys;

import org.jspecify.annotations.Nullable;

/** The personal data of an order in plaintext: only ever in memory. */
public record PersonalData(
        ShippingAddress shippingAddress, @Nullable String note) {

    /** Contains no personal data, so that no log does. */
    @Override
    public String toString() {
        return "PersonalData[…]";
    }
}
