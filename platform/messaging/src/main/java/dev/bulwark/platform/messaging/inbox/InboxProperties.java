package dev.bulwark.platform.messaging.inbox;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are taken in.
 *
 * @param batchRecords records of one transaction at most; 500 is where more stops paying (measured: 10 → 230, 100 → 100, 500 → 57–80
 *     CPU-ms per 1 000 messages).
 * @param windowDays days that the inbox remembers: the topics' retention of seven, and seven to redrive what was parked on the last of them.
 * @param sessionTimeoutMillis after which a killed consumer's partitions go to another; the broker's smallest, for a quick return.
 */
@ConfigurationProperties("bulwark.inbox")
public record InboxProperties(
        @DefaultValue("500") int batchRecords,
        @DefaultValue("14") int windowDays,
        @DefaultValue("6000") int sessionTimeoutMillis) {

    public InboxProperties {
        require(batchRecords >= 1 && batchRecords <= 5_000, "batch-records", "between 1 and 5000", batchRecords);
        require(windowDays >= 1 && windowDays <= 400, "window-days", "between 1 and 400", windowDays);
        require(sessionTimeoutMillis >= 6_000, "session-timeout-millis", "at least 6000", sessionTimeoutMillis);
    }

    private static void require(boolean holds, String property, String allowed, long actual) {
        if (!holds) {
            throw new IllegalArgumentException("bulwark.inbox." + property + " must be " + allowed + ", not " + actual);
        }
    }

    Duration window() {
        return Duration.ofDays(windowDays);
    }
}
