package dev.bulwark.shipping.carrier;

import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.intent.IntentSettings;
import dev.bulwark.shipping.Carrier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The carrier, and how it may be called. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CarrierProperties.class)
class CarrierConfiguration {

    /** A line has a hundred or so. */
    private static final int MAX_BODY_BYTES = 4_096;

    /** Another carrier is another bean: a benchmark brings one that answers from memory. */
    @Bean
    @ConditionalOnMissingBean
    Carrier carrier(OutgoingHttp http, CarrierProperties properties) {
        return new LegacyCarrier(
                http.exchange(properties.url(), properties.dispatch().maxCalls(), MAX_BODY_BYTES));
    }

    @Bean
    IntentSettings carrierDispatch(CarrierProperties properties) {
        return properties.dispatch();
    }
}
