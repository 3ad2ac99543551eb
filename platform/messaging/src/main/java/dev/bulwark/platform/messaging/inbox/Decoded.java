package dev.bulwark.platform.messaging.inbox;

import dev.bulwark.platform.messaging.IncomingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message after the attempt to read it: a delivery, a fault that will park it, or neither (ignored).
 *
 * @param outsideWindow too old, or too far in the future, for the inbox to remember
 */
record Decoded(
        IncomingMessage message,
        @Nullable Delivery delivery,
        @Nullable String fault,
        boolean outsideWindow) {

    boolean ignored() {
        return delivery == null && fault == null;
    }

    /** The same message, known to fail. */
    Decoded failed(Throwable cause) {
        return new Decoded(message, null, cause.toString(), outsideWindow);
    }
}
