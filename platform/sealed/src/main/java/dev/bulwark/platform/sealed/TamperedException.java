package dev.bulwark.platform.sealed;

import java.util.UUID;

/** Sealed data that doesn't open with its key: changed on the way, or moved from another order. Trying again can't help. */
public final class TamperedException extends RuntimeException {

    TamperedException(UUID orderId, Throwable cause) {
        super("sealed data of order " + orderId + " doesn't open with its key", cause);
    }
}
