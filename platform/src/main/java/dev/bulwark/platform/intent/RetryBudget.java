package dev.bulwark.platform.intent;

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

    private final long[] second = new long[WINDOW_SECONDS];
    private final int[] calls = new int[WINDOW_SECONDS];
    private final int[] retries = new int[WINDOW_SECONDS];

    boolean allowsRetry(Instant now) {
        long current = now.getEpochSecond();
        int callsInWindow = 0;
        int retriesInWindow = 0;
        for (int i = 0; i < WINDOW_SECONDS; i++) {
            if (second[i] > current - WINDOW_SECONDS) {
                callsInWindow += calls[i];
                retriesInWindow += retries[i];
            }
        }
        return retriesInWindow < Math.max(FLOOR_RETRIES, callsInWindow / CALLS_PER_RETRY);
    }

    void called(Instant now, boolean retry) {
        long current = now.getEpochSecond();
        int bucket = Math.floorMod(current, WINDOW_SECONDS);
        if (second[bucket] != current) {
            second[bucket] = current;
            calls[bucket] = 0;
            retries[bucket] = 0;
        }
        if (retry) {
            retries[bucket]++;
        } else {
            calls[bucket]++;
        }
    }
}
