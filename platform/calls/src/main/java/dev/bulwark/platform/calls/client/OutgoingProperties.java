package dev.bulwark.platform.calls.client;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of every call to another process.
 *
 * @param connectTimeout until a connection stands. 1 s: neighbours answer within milliseconds, and one SYN may get lost
 * @param ceiling the longest any call may take from beginning to end, deadline or not. 5 s: as long as the longest ordinary request
 * @param maxBody the largest answer that is read. 8 MB: more than the largest page of the audit
 * @param maxConnections to one host. 256: a neighbour that answers in 5 ms gets 50 000 calls a second by them, and one that hangs holds no more
 */
@ConfigurationProperties("bulwark.http")
public record OutgoingProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration ceiling,
        @DefaultValue("8MB") DataSize maxBody,
        @DefaultValue("256") int maxConnections) {

    private static final DataSize LARGEST_BODY = DataSize.ofMegabytes(64);
    private static final int MOST_CONNECTIONS = 20_000;

    public OutgoingProperties {
        require(isPositive(connectTimeout), "connect-timeout", "more than 0", connectTimeout);
        require(isPositive(ceiling), "ceiling", "more than 0", ceiling);
        require(
                maxBody.toBytes() >= 1 && maxBody.compareTo(LARGEST_BODY) <= 0,
                "max-body",
                "between 1 byte and " + LARGEST_BODY,
                maxBody);
        require(
                maxConnections >= 1 && maxConnections <= MOST_CONNECTIONS,
                "max-connections",
                "between 1 and " + MOST_CONNECTIONS,
                maxConnections);
    }

    /** The defaults but for these two. */
    public static OutgoingProperties of(Duration connectTimeout, Duration ceiling) {
        return new OutgoingProperties(connectTimeout, ceiling, DataSize.ofMegabytes(8), 256);
    }

    private static boolean isPositive(Duration duration) {
        return duration.toMillis() > 0;
    }

    private static void require(boolean holds, String property, String allowed, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("bulwark.http." + property + " must be " + allowed + ", not " + actual);
        }
    }
}
