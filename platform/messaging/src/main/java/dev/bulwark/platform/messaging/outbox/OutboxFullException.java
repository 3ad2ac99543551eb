package dev.bulwark.platform.messaging.outbox;

/** So many messages wait that new work is refused; replies and compensations never are. */
public final class OutboxFullException extends RuntimeException {

    public OutboxFullException(long pending, long cap) {
        super(pending + " messages wait in the outbox, and " + cap + " is the most it takes");
    }
}
