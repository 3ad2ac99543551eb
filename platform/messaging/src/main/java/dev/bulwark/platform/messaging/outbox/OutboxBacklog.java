package dev.bulwark.platform.messaging.outbox;

import java.util.function.LongSupplier;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many messages wait, known to within a second.
 *
 * <p>The number is bounded above by the span of the ids, two index look-ups; only where that exceeds the cap are rows counted.
 */
public final class OutboxBacklog {

    private static final long FRESH_NANOS = 1_000_000_000L;

    private final JdbcTemplate jdbc;
    private final long cap;
    private final LongSupplier nanoTime;
    private volatile long pending;
    private volatile long readAt;

    OutboxBacklog(JdbcTemplate jdbc, long cap, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.cap = cap;
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong() - FRESH_NANOS;
    }

    /** Refuses new work while the outbox is at its cap. @throws OutboxFullException then */
    public void requireRoom() {
        long waiting = pending();
        if (waiting >= cap) {
            throw new OutboxFullException(waiting, cap);
        }
    }

    /** Rows that wait: exact from the cap on, below it at most this many. At most a second old. */
    public long pending() {
        long now = nanoTime.getAsLong();
        if (now - readAt >= FRESH_NANOS) {
            readAt = now; // first, so that one caller asks and the others go by the last answer
            pending = read();
        }
        return pending;
    }

    private long read() {
        Long span = jdbc.queryForObject("SELECT coalesce(max(id) - min(id) + 1, 0) FROM outbox", Long.class);
        if (span == null || span < cap) {
            return span == null ? 0 : span;
        }
        Long exact =
                jdbc.queryForObject("SELECT count(*) FROM (SELECT FROM outbox LIMIT ?) AS capped", Long.class, cap);
        return exact == null ? span : exact;
    }

    /** For a gauge: {@link #pending()}, or NaN while the database is away. */
    double gauge() {
        try {
            return pending();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
