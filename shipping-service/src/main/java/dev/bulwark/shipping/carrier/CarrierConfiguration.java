package dev.bulwark.shipping.carrier;

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

    /** Another carrier is another bean: a benchmark brings one that answers from memory. */
    @Bean
    @ConditionalOnMissingBean
    Carrier carrier(CarrierExchange exchange) {
        return new LegacyCarrier(exchange);
    }

    @Bean
    CarrierClient carrierClient(CarrierProperties properties) {
        return new CarrierClient(properties);
    }

    @Bean
    IntentSettings carrierDispatch(CarrierProperties properties) {
        return properties.dispatch();
    }
}
