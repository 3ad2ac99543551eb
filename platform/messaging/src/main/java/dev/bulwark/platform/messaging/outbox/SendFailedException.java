package dev.bulwark.platform.messaging.outbox;

import org.jspecify.annotations.Nullable;

/** A batch was not acknowledged as a whole. */
public final class SendFailedException extends Exception {

    private final @Nullable OutboxRow unsendable;

    /** @param unsendable the row that no broker will ever take, or null if trying again may help */
    public SendFailedException(Throwable cause, @Nullable OutboxRow unsendable) {
        super(String.valueOf(cause.getMessage()), cause);
        this.unsendable = unsendable;
    }

    /** What the broker or its client said. */
    String reason() {
        return String.valueOf(getMessage());
    }

    @Nullable
    OutboxRow unsendable() {
        return unsendable;
    }
}
