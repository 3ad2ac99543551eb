package dev.bulwark.platform.core.background;

import java.util.concurrent.ThreadLocalRandom;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The application's {@link BackgroundLoops}, and the health contributor {@code backgroundLoops} that shows those that don't do their work. */
@Configuration(proxyBeanMethods = false)
public class BackgroundConfiguration {

    @Bean
    BackgroundLoops backgroundLoops(MeterRegistry meters) {
        return new BackgroundLoops(meters, () -> ThreadLocalRandom.current().nextLong(), System::nanoTime);
    }

    @Bean
    BackgroundHealth backgroundLoopsHealthIndicator(BackgroundLoops loops) {
        return new BackgroundHealth(loops);
    }
}
