package dev.bulwark.platform.http.idempotency;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets keys after 48 hours, a chunk at a time, so that no transaction is long and no lock wide. Several instances don't
 * disturb each other: each skips what another is deleting.
 */
final class IdempotencyExpiry {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyExpiry.class);

    static final Duration KEPT = Duration.ofDays(2);
    private static final int MAX_ROWS_PER_CHUNK = 1_000;
    /** 100 000 rows a run: at one run a minute, more than the requests that make them. */
    private static final int MAX_CHUNKS_PER_RUN = 100;

    private final IdempotencyTable table;
    private final Counter expired;

    IdempotencyExpiry(IdempotencyTable table, Counter expired) {
        this.table = table;
        this.expired = expired;
    }

    void run() {
        long total = 0;
        int deleted = MAX_ROWS_PER_CHUNK;
        for (int i = 0; i < MAX_CHUNKS_PER_RUN && deleted == MAX_ROWS_PER_CHUNK; i++) {
            deleted = table.expire(KEPT.toSeconds(), MAX_ROWS_PER_CHUNK);
            expired.increment(deleted);
            total += deleted;
        }
        if (total > 0) {
            log.info("Forgot {} idempotency keys older than {}", total, KEPT);
        }
    }
}
