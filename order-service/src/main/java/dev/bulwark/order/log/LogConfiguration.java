package dev.bulwark.order.log;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the adapters on the first database share. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }
}
