package dev.bulwark.platform.messaging.outbox;

import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

import dev.bulwark.platform.messaging.outbox.OutboxAudit.Report;
import org.springframework.dao.DataAccessException;

/**
 * How many messages wait, counted anew after a second.
 *
 * <p>Counting takes the longer the more wait, so it is given a hundredth of the time: a count that took 100 ms is used for ten seconds, and none for more
 * than thirty. Limit: by so much may more than {@code cap} be let in.
 */
public final class OutboxBacklog {

    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long MAX_FRESH_NANOS = 30 * FRESH_NANOS;
    private static final int SHARE_OF_TIME = 100;

    private final OutboxAudit audit;
    private final long cap;
    private final LongSupplier nanoTime;
    private volatile Report latest = new Report(0, 0, 0);
    private volatile long freshUntil;

    OutboxBacklog(OutboxAudit audit, long cap, LongSupplier nanoTime) {
        this.audit = audit;
        this.cap = cap;
        this.nanoTime = nanoTime;
        this.freshUntil = nanoTime.getAsLong();
    }

    /** Refuses new work while the outbox is at its cap. @throws OutboxFullException then */
    public void requireRoom() {
        long waiting = pending();
        if (waiting >= cap) {
            throw new OutboxFullException(waiting, cap);
        }
    }

    /** Rows that wait, those of blocked keys among them; at least so many where it is the cap. */
    public long pending() {
        return latest().pending();
    }

    private Report latest() {
        long now = nanoTime.getAsLong();
        if (now - freshUntil >= 0) {
            freshUntil = now + MAX_FRESH_NANOS; // first, so that one caller counts and the others go by its last count
            long took = 0;
            try {
                latest = audit.report();
                took = nanoTime.getAsLong() - now;
            } finally {
                freshUntil = now + Math.clamp(took * SHARE_OF_TIME, FRESH_NANOS, MAX_FRESH_NANOS);
            }
        }
        return latest;
    }

    /** For a gauge: one of the numbers, or NaN while the database is away. */
    double gauge(ToLongFunction<Report> number) {
        try {
            return number.applyAsLong(latest());
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
