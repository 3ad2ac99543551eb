package dev.bulwark.order.reading;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reads with a consistency token wait for the view.
 *
 * @param viewWait the longest wait for the view, after which the log is read. 300 ms: the view is usually there within 50, and the log answers in one
 * @param pollInterval between two reads of the view. 10 ms: little load, little delay
 */
@ConfigurationProperties("bulwark.order.read")
public record ReadProperties(
        @DefaultValue("300ms") Duration viewWait,
        @DefaultValue("10ms") Duration pollInterval) {

    public ReadProperties {
        if (viewWait.isNegative()) {
            throw new IllegalArgumentException("bulwark.order.read.view-wait must be 0 or more");
        }
        if (!pollInterval.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.read.poll-interval must be more than 0");
        }
    }
}
