package dev.bulwark.order.persistence;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the adapters on the first database share. */
@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration {

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }
}
