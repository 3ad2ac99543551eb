package dev.bulwark.platform.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker's side of messaging.
 *
 * @param partitions of a topic that a service has to create: how far consumers can be spread. Eight is more than two cores can use and little to carry.
 */
@ConfigurationProperties("bulwark.messaging")
public record MessagingProperties(@DefaultValue("8") int partitions) {

    public MessagingProperties {
        if (partitions < 1 || partitions > 1_000) {
            throw new IllegalArgumentException(
                    "bulwark.messaging.partitions must be between 1 and 1000, not " + partitions);
        }
    }
}
