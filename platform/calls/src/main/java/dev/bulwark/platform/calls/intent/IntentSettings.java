package dev.bulwark.platform.calls.intent;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a dispatcher works; nested in the properties of the service whose outside it is.
 *
 * @param maxConcurrent calls under way at once that are not slow. With answers in 5 ms, 32 carry 6 400 calls a second, more than two cores can
 *     make; more would only queue at the other side. And should the outside fail while they are under way, ten in ten seconds is what the
 *     retry budget always has for them, of the thirty seconds of an order's step.
 * @param maxSlow slow calls under way beside them, if as many have been answered of late: 256 hold a 2 s call at 128 a second.
 * @param slowAfterMillis when a call counts as slow and leaves its place to a neighbour: five times what a healthy one takes, and a quarter of the
 *     100 ms that slow ones may delay their neighbours, for with 32 places a hundred slow ones take that three times.
 * @param callTimeoutMillis how long one attempt may take.
 * @param maxOpen open intents at which intake pauses: some seconds of full load, and a bound on what an outage piles up in memory.
 * @param maxBatchOutcomes outcomes written in one transaction, at most.
 * @param leaseMillis how long a crashed instance's intents lie still; longer than any pause of a healthy JVM.
 * @param sweepMillis how often abandoned intents are looked for: one small query.
 * @param backoffBaseMillis the first retry waits a random time up to this.
 * @param backoffCapMillis no retry waits longer.
 */
public record IntentSettings(
        @DefaultValue("32") int maxConcurrent,
        @DefaultValue("256") int maxSlow,
        @DefaultValue("25") int slowAfterMillis,
        @DefaultValue("5000") int callTimeoutMillis,
        @DefaultValue("2000") int maxOpen,
        @DefaultValue("500") int maxBatchOutcomes,
        @DefaultValue("15000") int leaseMillis,
        @DefaultValue("2000") int sweepMillis,
        @DefaultValue("100") int backoffBaseMillis,
        @DefaultValue("5000") int backoffCapMillis) {

    public IntentSettings {
        require(maxConcurrent >= 1 && maxConcurrent <= 10_000, "max-concurrent", "between 1 and 10000", maxConcurrent);
        require(maxSlow >= 0 && maxSlow <= 10_000, "max-slow", "between 0 and 10000", maxSlow);
        require(slowAfterMillis >= 1, "slow-after-millis", "at least 1", slowAfterMillis);
        require(
                callTimeoutMillis >= 1 && callTimeoutMillis <= 60_000,
                "call-timeout-millis",
                "between 1 and 60000",
                callTimeoutMillis);
        require(maxOpen >= 1 && maxOpen <= 1_000_000, "max-open", "between 1 and 1000000", maxOpen);
        require(
                maxBatchOutcomes >= 1 && maxBatchOutcomes <= 5_000,
                "max-batch-outcomes",
                "between 1 and 5000",
                maxBatchOutcomes);
        require(leaseMillis >= 100, "lease-millis", "at least 100", leaseMillis);
        require(
                sweepMillis >= 10 && sweepMillis <= leaseMillis / 2,
                "sweep-millis",
                "at least 10 and at most half of lease-millis",
                sweepMillis);
        require(backoffBaseMillis >= 1, "backoff-base-millis", "at least 1", backoffBaseMillis);
        require(
                backoffCapMillis >= backoffBaseMillis,
                "backoff-cap-millis",
                "at least backoff-base-millis",
                backoffCapMillis);
    }

    /** The defaults, with their reasons above. */
    public static IntentSettings defaults() {
        return new IntentSettings(32, 256, 25, 5_000, 2_000, 500, 15_000, 2_000, 100, 5_000);
    }

    Duration lease() {
        return Duration.ofMillis(leaseMillis);
    }

    /** Calls that can be under way at once. */
    public int maxCalls() {
        return maxConcurrent + maxSlow;
    }

    /** Intents that one instance holds at most: the bound on intake, and as much again for what outcomes themselves ask for. */
    int maxHeld() {
        return 2 * maxOpen;
    }

    private static void require(boolean holds, String property, String allowed, long actual) {
        if (!holds) {
            throw new IllegalArgumentException(property + " must be " + allowed + ", not " + actual);
        }
    }
}
