package dev.bulwark.platform.messaging;

import org.jspecify.annotations.Nullable;

/** The bytes, headers or type of a message make no sense to this consumer; trying again can't help, so it is parked. */
public final class UndecodableMessageException extends RuntimeException {

    public UndecodableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
