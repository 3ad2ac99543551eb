package dev.bulwark.payment.persistence;

import java.time.Duration;

import dev.bulwark.payment.PaymentMeter;
import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoops;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Bean
    BackgroundLoop providerEventExpiry(JdbcProviderEvents events, BackgroundLoops loops, MeterRegistry meters) {
        ProviderEventExpiry expiry =
                new ProviderEventExpiry(events, PaymentMeter.EXPIRED.counter(meters, "provider_event"));
        return loops.every(PAUSE, "provider-event-expiry", expiry::run);
    }
}
