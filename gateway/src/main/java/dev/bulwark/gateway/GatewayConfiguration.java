package dev.bulwark.gateway;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.problem.ProblemJson;
import dev.bulwark.platform.core.security.SecurityProperties;
import dev.bulwark.platform.core.security.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures what the gateway has in common with the services: ids, problems, and the verifier of bearer tokens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class GatewayConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids(Clock clock) {
        return new UuidV7(clock, () -> ThreadLocalRandom.current().nextLong());
    }

    @Bean
    ProblemJson problemJson() {
        return new ProblemJson(new HttpJson().mapper());
    }

    @Bean
    TokenVerifier tokenVerifier(SecurityProperties properties, MeterRegistry meters, Clock clock) {
        String jwksUri = Objects.requireNonNull(properties.jwksUri(), "bulwark.security.jwks-uri must be set");
        return TokenVerifier.of(jwksUri, properties, meters, clock);
    }
}
