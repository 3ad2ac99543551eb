package dev.bulwark.benchmarks;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Latencies to three significant digits, recorded by many threads; longer than an hour counts as an hour. */
final class LatencyRecorder {

    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram = new ConcurrentHistogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);

    void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 1, LONGEST_NANOS));
    }

    /** The latency that this share of all stayed within, in milliseconds; NaN without any. */
    double percentileMillis(double share) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(share * 100) / 1e6;
    }
}
