package dev.bulwark.platform.messaging.outbox;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of the relay: own the lease, take the oldest rows, send them all, delete them.
 *
 * <p>Nothing is remembered of which rows were sent, and no cursor is kept: a row that is still there is sent. So a row can't be lost,
 * whatever order transactions commit in; it can be sent again after a failed delete. For one thread.
 */
public final class RelayLoop {

    /** What a turn came to, and so how soon the next one should be. */
    public enum Turn {
        /** As many rows as fit: there are likely more. */
        FULL,
        SOME,
        EMPTY,
        /** Another owner holds the lease. */
        NOT_OWNER,
        /** Nothing was deleted; a new sender starts over. */
        FAILED
    }

    private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

    private final OutboxStore store;
    private final MessageSender sender;
    private final String owner;
    private final OutboxProperties properties;
    private final LongSupplier nanoTime;

    private OptionalLong token = OptionalLong.empty();
    private long renewedAt;
    private int rowsSent;

    /**
     * @param owner this instance, different from every other that works on the database
     * @param nanoTime {@link System#nanoTime()}, or a simulation's
     */
    public RelayLoop(
            OutboxStore store, MessageSender sender, String owner, OutboxProperties properties, LongSupplier nanoTime) {
        this.store = store;
        this.sender = sender;
        this.owner = owner;
        this.properties = properties;
        this.nanoTime = nanoTime;
    }

    public Turn turn() throws InterruptedException {
        if (!ownsLease()) {
            return Turn.NOT_OWNER;
        }
        List<OutboxRow> rows = store.oldest(properties.batchRows());
        if (rows.isEmpty()) {
            return Turn.EMPTY;
        }
        try {
            sender.send(rows);
        } catch (SendFailedException e) {
            startOver(rows, e);
            return Turn.FAILED;
        } catch (RuntimeException e) {
            sender.close(); // in whatever state that left it
            throw e;
        }
        if (!store.delete(rows.stream().map(OutboxRow::id).toList(), token.orElseThrow())) {
            log.warn(
                    "Relay {} was fenced after sending {} rows: they stay for the new owner, who sends them again",
                    owner,
                    rows.size());
            token = OptionalLong.empty();
            sender.close();
            return Turn.NOT_OWNER;
        }
        rowsSent = rows.size();
        return rows.size() == properties.batchRows() ? Turn.FULL : Turn.SOME;
    }

    /** Of the last turn that sent any. */
    int rowsSent() {
        return rowsSent;
    }

    private boolean ownsLease() {
        long now = nanoTime.getAsLong();
        if (token.isPresent()) {
            if (now - renewedAt < properties.leaseMillis() * 1_000_000L / 3) {
                return true;
            }
            if (store.renewLease(token.getAsLong(), properties.leaseMillis())) {
                renewedAt = now;
                return true;
            }
            log.warn("Relay {} lost its lease and stops publishing until it gets it back", owner);
            sender.close();
        }
        token = store.acquireLease(owner, properties.leaseMillis());
        renewedAt = now;
        if (token.isPresent()) {
            log.info("Relay {} publishes from here on, with fencing token {}", owner, token.getAsLong());
        }
        return token.isPresent();
    }

    private void startOver(List<OutboxRow> rows, SendFailedException failure) {
        sender.close();
        OutboxRow unsendable = failure.unsendable();
        if (unsendable != null) {
            store.block(unsendable, failure.reason());
            log.error(
                    "No broker takes outbox row {}: key {} of {} waits until an operator decides, other keys go on. {}",
                    unsendable.id(),
                    unsendable.key(),
                    unsendable.topic(),
                    failure.reason());
        } else {
            log.warn(
                    "Sending {} rows failed, nothing was deleted; they are sent again with a new producer. {}",
                    rows.size(),
                    failure.reason());
        }
    }

    /** Ends the work of this owner: what was sent but not deleted is sent again by the next. */
    public void close() {
        sender.close();
        if (token.isPresent()) {
            store.releaseLease(token.getAsLong());
            token = OptionalLong.empty();
        }
    }
}
