package dev.bulwark.platform.core.deadline;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Budgets of this service.
 *
 * @param defaultBudget of a request that names none. 5 s: the gateway's default, so a service behaves the same without it
 * @param longestBudget what any request is clamped to. 15 min: the longest route, the order stream
 */
@ConfigurationProperties("bulwark.deadline")
public record DeadlineProperties(
        @DefaultValue("5s") Duration defaultBudget,
        @DefaultValue("15m") Duration longestBudget) {

    public DeadlineProperties {
        if (!defaultBudget.isPositive()) {
            throw new IllegalArgumentException("bulwark.deadline.default-budget must be more than 0");
        }
        if (longestBudget.compareTo(defaultBudget) < 0) {
            throw new IllegalArgumentException(
                    "bulwark.deadline.longest-budget must be at least bulwark.deadline.default-budget, "
                            + defaultBudget);
        }
    }
}
