package dev.bulwark.platform.calls.client;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls to other services.
 *
 * @param connectTimeout until a connection stands. 1 s: neighbours answer within milliseconds, and one SYN may get lost
 * @param ceiling the longest any call may take, deadline or not. 5 s: as long as the longest ordinary request
 */
@ConfigurationProperties("bulwark.http")
public record OutgoingProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration ceiling) {

    public OutgoingProperties {
        if (!connectTimeout.isPositive()) {
            throw new IllegalArgumentException("bulwark.http.connect-timeout must be more than 0");
        }
        if (!ceiling.isPositive()) {
            throw new IllegalArgumentException("bulwark.http.ceiling must be more than 0");
        }
    }
}
