package dev.bulwark.payment.persistence;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets the provider's events when nobody can replay them any more, a chunk at a time. Several instances don't disturb each other: each skips
 * what another is deleting.
 *
 * <p>One signature is good from five minutes before its time to five after, so ten minutes after an event was heard every replay of it is refused
 * as outside the window; as many again for clocks that differ. The provider itself may send an event later than that, signed anew: it counts as
 * new, and costs a look at a charge that is long decided.
 */
final class ProviderEventExpiry {

    private static final Logger log = LoggerFactory.getLogger(ProviderEventExpiry.class);

    static final Duration KEPT = Duration.ofMinutes(20);
    private static final int MAX_ROWS_PER_CHUNK = 1_000;
    /** 100 000 rows a run, a run a minute: more than come. */
    private static final int MAX_CHUNKS_PER_RUN = 100;

    private final JdbcProviderEvents events;
    private final Counter expired;

    ProviderEventExpiry(JdbcProviderEvents events, Counter expired) {
        this.events = events;
        this.expired = expired;
    }

    void run() {
        long total = 0;
        int deleted = MAX_ROWS_PER_CHUNK;
        for (int i = 0; i < MAX_CHUNKS_PER_RUN && deleted == MAX_ROWS_PER_CHUNK; i++) {
            deleted = events.forget(KEPT, MAX_ROWS_PER_CHUNK);
            expired.increment(deleted);
            total += deleted;
        }
        if (total > 0) {
            log.info("Forgot {} events of the provider older than {}", total, KEPT);
        }
    }
}
