package dev.bulwark.platform.messaging.outbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay of a database works.
 *
 * @param batchRows rows taken at once. 500 brings the cost of a transaction and of a round trip per row close to nothing; more only
 *     makes a repetition after a failure longer.
 * @param pollMinMillis pause after a look that found nothing, at first. Only rows whose commit nobody here saw wait for it.
 * @param pollMaxMillis the same after many such looks: five queries a second are no load, and the longest wait stays bearable.
 * @param leaseMillis how long an owner may be silent before another takes over; longer than any pause of a healthy JVM.
 * @param deliveryTimeoutMillis how long the producer tries; shorter than the lease, so that a send ends before its fence comes down.
 * @param maxPendingRows rows waiting at which {@link OutboxBacklog#requireRoom()} refuses new work: a bound on disk and on catching up.
 */
@ConfigurationProperties("bulwark.outbox")
public record OutboxProperties(
        @DefaultValue("500") int batchRows,
        @DefaultValue("20") int pollMinMillis,
        @DefaultValue("200") int pollMaxMillis,
        @DefaultValue("10000") int leaseMillis,
        @DefaultValue("6000") int deliveryTimeoutMillis,
        @DefaultValue("1000000") long maxPendingRows) {

    public OutboxProperties {
        require(batchRows >= 1 && batchRows <= 5_000, "batch-rows", "between 1 and 5000", batchRows);
        require(pollMinMillis >= 1, "poll-min-millis", "at least 1", pollMinMillis);
        require(pollMaxMillis >= pollMinMillis, "poll-max-millis", "at least poll-min-millis", pollMaxMillis);
        require(leaseMillis >= 1_000, "lease-millis", "at least 1000", leaseMillis);
        require(
                deliveryTimeoutMillis >= 100 && deliveryTimeoutMillis < leaseMillis,
                "delivery-timeout-millis",
                "at least 100 and less than lease-millis",
                deliveryTimeoutMillis);
        require(maxPendingRows >= batchRows, "max-pending-rows", "at least batch-rows", maxPendingRows);
    }

    private static void require(boolean holds, String property, String allowed, long actual) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "bulwark.outbox." + property + " must be " + allowed + ", not " + actual);
        }
    }
}
