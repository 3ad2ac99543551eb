package dev.bulwark.simulators.identity;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the provider issues tokens. Issuer and audience are those the services expect, {@code bulwark.security.issuer} and
 * {@code bulwark.security.audience}.
 *
 * @param tokenLifetime one hour, as the contract says: long for a secret, short for a demonstration
 */
@ConfigurationProperties("bulwark.simulators.identity")
record IdentityProperties(@DefaultValue("1h") Duration tokenLifetime) {

    private static final Duration LONGEST = Duration.ofDays(1);

    IdentityProperties {
        if (tokenLifetime.compareTo(Duration.ofSeconds(1)) < 0 || tokenLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "bulwark.simulators.identity.token-lifetime must be between 1 s and 24 h, not " + tokenLifetime);
        }
    }
}
