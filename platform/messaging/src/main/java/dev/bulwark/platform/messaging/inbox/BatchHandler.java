package dev.bulwark.platform.messaging.inbox;

import java.util.List;
import java.util.Set;

/**
 * What the messages of one topic mean to one consumer.
 *
 * <p>The batch runner calls, in one transaction: {@link #prefetch} once, {@link #handle} for each message in order, {@link #flush} once. If
 * anything throws, the transaction is rolled back, the work thrown away, and the same messages come again, alone or in another
 * grouping; so everything a handler remembers between calls lives in the work.
 *
 * <ul>
 *   <li>A conflict with another transaction (deadlock, serialization, {@link ConflictException}): the whole batch is run again.
 *   <li>The infrastructure is away (no connection, time-out): the listener pauses and tries again for ever; nothing is parked.
 *   <li>Anything else is the fault of a message: the batch is halved until the one is found, and that is parked.
 * </ul>
 *
 * @param <W> the work of one batch: rows by their keys, changes, outgoing messages
 */
public interface BatchHandler<W> {

    /** Name of the consumer: its inbox, its Kafka group, its parked keys. Never changes, or every message counts as new. */
    String consumer();

    String topic();

    /** The wire records it understands, each carrying a {@link dev.bulwark.contracts.MessageType}. */
    Set<Class<?>> types();

    /** Whether a message of another type is passed over (a subscriber to events) or parked (commands: somebody waits for an answer). */
    default boolean ignoresOtherTypes() {
        return false;
    }

    /** Whether to stop taking messages for now, because too much of what they ask for is still open. Asked after every batch. */
    default boolean saturated() {
        return false;
    }

    /**
     * Reads and locks every row that the messages need, and remembers which are absent.
     *
     * <p>With one {@code SELECT … ORDER BY primary key FOR UPDATE} a table, so that two batches never wait for each other in a circle.
     */
    W prefetch(List<Delivery> batch);

    /** Decides one message on the rows as the earlier messages left them. No statement, no call: pure work in memory. */
    void handle(Delivery delivery, W work);

    /** Writes what changed in as few multi-row statements as there are tables, then the outbox in one. */
    void flush(W work);
}
