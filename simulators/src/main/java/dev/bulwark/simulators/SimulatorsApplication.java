package dev.bulwark.simulators;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.http.problem.ProblemConfiguration;
import dev.bulwark.platform.http.trace.TelemetryConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The outside world on one port: the PSP, the carrier and the identity provider. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({TelemetryConfiguration.class, ProblemConfiguration.class})
public class SimulatorsApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(SimulatorsApplication.class)
                .properties("spring.config.name=simulators")
                .run(args);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new UuidV7(clock, () -> ThreadLocalRandom.current().nextLong());
    }
}
