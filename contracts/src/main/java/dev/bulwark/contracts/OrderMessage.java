package dev.bulwark.contracts;

import java.util.UUID;

/** A message about one order, whose id is its key: all of them but those about products. */
public interface OrderMessage extends Keyed {

    UUID orderId();

    /** @throws NullPointerException if what was read names no order */
    @Override
    default String messageKey() {
        return orderId().toString();
    }
}
