package dev.bulwark.payment.psp;

import java.net.URI;

import dev.bulwark.platform.calls.intent.IntentSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The payment provider and how it is called.
 *
 * @param url where its API begins, without a slash at the end.
 * @param connectTimeoutMillis a host that doesn't accept a connection within a second is away.
 * @param maxConnections kept open, at most: one for every call that can be under way, so that no call waits for a connection.
 * @param dispatch how calls are dispatched; its {@code call-timeout-millis} is how long one may take.
 */
@ConfigurationProperties("bulwark.psp")
record PspProperties(
        @DefaultValue("http://localhost:8086/psp") URI url,
        @DefaultValue("1000") int connectTimeoutMillis,
        @DefaultValue("288") int maxConnections,
        @DefaultValue IntentSettings dispatch) {

    PspProperties {
        require(
                url.getScheme() != null
                        && url.getHost() != null
                        && !url.toString().endsWith("/"),
                "url",
                "an absolute URL without a slash at the end",
                url);
        require(
                connectTimeoutMillis >= 1 && connectTimeoutMillis <= 60_000,
                "connect-timeout-millis",
                "between 1 and 60000",
                connectTimeoutMillis);
        int calls = dispatch.maxConcurrent() + dispatch.maxSlow();
        require(
                maxConnections >= calls && maxConnections <= 20_000,
                "max-connections",
                "at least max-concurrent and max-slow together, " + calls + ", and at most 20000",
                maxConnections);
    }

    private static void require(boolean holds, String property, String allowed, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("bulwark.psp." + property + " must be " + allowed + ", not " + actual);
        }
    }
}
