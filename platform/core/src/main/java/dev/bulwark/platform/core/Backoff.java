package dev.bulwark.platform.core;

import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: {@code random(0, min(cap, base · 2^(n-1)))}, so that those who failed together don't come back together.
 *
 * <p>Source of the idea: Marc Brooker, "Exponential Backoff And Jitter". Resilience4j's {@code IntervalFunction} draws from {@code Math.random()}, which
 * no simulation can repeat (ADR 0013).
 *
 * @param baseMillis ceiling of the first wait
 * @param capMillis ceiling of every wait
 */
public record Backoff(long baseMillis, long capMillis) {

    /** Beyond this many doublings every base is past every sensible cap, and the shift can't overflow. */
    private static final int MAX_DOUBLINGS = 20;

    private static final long MAX_BASE_MILLIS = 1L << 40;

    public Backoff {
        if (baseMillis < 1 || baseMillis > MAX_BASE_MILLIS || capMillis < baseMillis) {
            throw new IllegalArgumentException(
                    "a backoff from " + baseMillis + " ms to " + capMillis + " ms: needs 1 <= base <= cap");
        }
    }

    /** @param failures so far, from 1 */
    public long millis(int failures, RandomGenerator random) {
        long ceiling = Math.min(capMillis, baseMillis << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS));
        return random.nextLong(ceiling + 1);
    }
}
