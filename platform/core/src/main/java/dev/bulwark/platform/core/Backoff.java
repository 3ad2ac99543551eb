package dev.bulwark.platform.core;

import java.util.random.RandomGenerator;

/**
 * Exponential with full jitter: {@code random(0, min(cap, base · 2^n))}, so that those who failed together don't come back together.
 *
 * @param baseMillis ceiling of the first wait
 * @param capMillis ceiling of every wait
 */
public record Backoff(int baseMillis, int capMillis) {

    private static final int MAX_SHIFT = 20;

    /** @param failures so far, from 1 */
    public long millis(int failures, RandomGenerator random) {
        long ceiling = Math.min(capMillis, (long) baseMillis << Math.min(failures - 1, MAX_SHIFT));
        return random.nextLong(ceiling + 1);
    }
}
