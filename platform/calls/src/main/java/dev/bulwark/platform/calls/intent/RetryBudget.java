package dev.bulwark.platform.calls.intent;

import java.time.Instant;

/**
 * Retries are at most a tenth of the calls of the last ten seconds, and ten in any case: a struggling dependency gets at most 1.1 times its load.
 *
 * <p>Used by one thread.
 */
final class RetryBudget {

    private static final int WINDOW_SECONDS = 10;
    private static final int FLOOR_RETRIES = 10;
    private static final int CALLS_PER_RETRY = 10;

    private final RecentCount calls = new RecentCount(WINDOW_SECONDS);
    private final RecentCount retries = new RecentCount(WINDOW_SECONDS);

    boolean allowsRetry(Instant now) {
        long second = now.getEpochSecond();
        return retries.sum(second) < Math.max(FLOOR_RETRIES, calls.sum(second) / CALLS_PER_RETRY);
    }

    void called(Instant now, boolean retry) {
        (retry ? retries : calls).add(now.getEpochSecond());
    }
}
