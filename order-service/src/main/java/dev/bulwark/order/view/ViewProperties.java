package dev.bulwark.order.view;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the view deals with missing events.
 *
 * @param gapAfter so long an event may wait for its predecessor. 5 s: reordering by a relay's failover is over by then
 * @param gapInterval between looks, and between two questions for the same gap at least {@code gapAfter}. 1 s
 * @param maxGaps of one look. 200: the owner publishes them in portions
 */
@ConfigurationProperties("bulwark.order.view")
record ViewProperties(
        @DefaultValue("5s") Duration gapAfter,
        @DefaultValue("1s") Duration gapInterval,
        @DefaultValue("200") int maxGaps) {

    ViewProperties {
        if (!gapAfter.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.view.gap-after must be more than 0");
        }
        if (!gapInterval.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.view.gap-interval must be more than 0");
        }
        if (maxGaps < 1 || maxGaps > 5_000) {
            throw new IllegalArgumentException(
                    "bulwark.order.view.max-gaps must be between 1 and 5000, not " + maxGaps);
        }
    }
}
