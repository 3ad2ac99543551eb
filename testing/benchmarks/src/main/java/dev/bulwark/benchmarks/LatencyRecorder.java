package dev.bulwark.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;

/** Latencies in a histogram of constant relative width, about 3 %; for many threads. */
final class LatencyRecorder {

    private static final int STEPS_PER_DOUBLING = 24;
    private static final int BUCKETS = 64 * STEPS_PER_DOUBLING;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void record(long nanos) {
        counts.incrementAndGet(bucket(Math.max(1, nanos)));
    }

    private static int bucket(long nanos) {
        return (int) Math.min(BUCKETS - 1, Math.log((double) nanos) / Math.log(2) * STEPS_PER_DOUBLING);
    }

    /** Upper bound of the latency that this share of all stayed within, in milliseconds; NaN without any. */
    double percentileMillis(double share) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil((double) total * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return Math.pow(2, (i + 1.0) / STEPS_PER_DOUBLING) / 1e6;
            }
        }
        return Double.NaN;
    }
}
