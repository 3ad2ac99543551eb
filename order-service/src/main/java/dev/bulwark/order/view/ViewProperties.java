package dev.bulwark.order.view;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the view deals with missing events.
 *
 * @param gapAfter how long an event may wait for its predecessor. 5 s: reordering by a relay's failover is over by then
 * @param gapInterval between two runs. 1 s
 * @param maxGaps of one source in one run. 200: the owner publishes them in portions
 * @param maxGapPause the longest pause before a gap that stays open is asked about again; it doubles from {@code gapAfter} on. 10 min: a gap
 *     that is still open then needs a person
 */
@ConfigurationProperties("bulwark.order.view")
record ViewProperties(
        @DefaultValue("5s") Duration gapAfter,
        @DefaultValue("1s") Duration gapInterval,
        @DefaultValue("200") int maxGaps,
        @DefaultValue("10m") Duration maxGapPause) {

    ViewProperties {
        if (!gapAfter.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.view.gap-after must be more than 0");
        }
        if (!gapInterval.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.view.gap-interval must be more than 0");
        }
        if (maxGapPause.compareTo(gapAfter) < 0) {
            throw new IllegalArgumentException("bulwark.order.view.max-gap-pause must not be less than gap-after");
        }
        if (maxGaps < 1 || maxGaps > 5_000) {
            throw new IllegalArgumentException(
                    "bulwark.order.view.max-gaps must be between 1 and 5000, not " + maxGaps);
        }
    }
}
