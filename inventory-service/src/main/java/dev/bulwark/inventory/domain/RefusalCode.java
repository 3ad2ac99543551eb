package dev.bulwark.inventory.domain;

import java.util.Locale;

/** Why stock is not set aside. */
public enum RefusalCode {
    OUT_OF_STOCK,
    UNKNOWN_PRODUCT,
    /** The action came when nobody waited for it any more. */
    EXPIRED,
    /** The compensation came before the action. */
    COMPENSATED;

    /** As messages and tables spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such code */
    public static RefusalCode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
