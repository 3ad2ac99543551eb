package dev.bulwark.order.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Live streams of orders.
 *
 * @param interval between reads of the view. 250 ms: people do not notice, and it is one read by key
 * @param heartbeat after so long without news. 15 s: proxies cut silent connections after 30 or 60
 * @param budget of a stream that names no deadline. 15 min: the contract's
 * @param maxStreams open at once on this instance; more are refused with 503. 500: 2 000 reads a second
 */
@ConfigurationProperties("bulwark.order.stream")
record StreamProperties(
        @DefaultValue("250ms") Duration interval,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("15m") Duration budget,
        @DefaultValue("500") int maxStreams) {

    StreamProperties {
        if (!interval.isPositive() || !heartbeat.isPositive() || !budget.isPositive()) {
            throw new IllegalArgumentException(
                    "bulwark.order.stream.interval, .heartbeat and .budget must be more than 0");
        }
        if (maxStreams < 1) {
            throw new IllegalArgumentException(
                    "bulwark.order.stream.max-streams must be at least 1, not " + maxStreams);
        }
    }
}
