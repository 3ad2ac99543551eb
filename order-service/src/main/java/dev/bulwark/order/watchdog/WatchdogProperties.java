package dev.bulwark.order.watchdog;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an order is announced again.
 *
 * @param after how long an order is pending, or since it was last announced again. 3 min: longer than a saga may take (150 s) and its timer's slack
 * @param interval between two runs. 15 s: a small part of {@code after}
 * @param maxOrders of one run. 200: after an outage the sagas are started in portions
 */
@ConfigurationProperties("bulwark.order.watchdog")
public record WatchdogProperties(
        @DefaultValue("3m") Duration after,
        @DefaultValue("15s") Duration interval,
        @DefaultValue("200") int maxOrders) {

    public WatchdogProperties {
        if (!after.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.watchdog.after must be more than 0");
        }
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.watchdog.interval must be more than 0");
        }
        if (maxOrders < 1 || maxOrders > 5_000) {
            throw new IllegalArgumentException(
                    "bulwark.order.watchdog.max-orders must be between 1 and 5000, not " + maxOrders);
        }
    }
}
