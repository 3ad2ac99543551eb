package dev.bulwark.order.watchdog;

import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoops;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the watchdog look now and then, while the service runs. */
@Configuration(proxyBeanMethods = false)
class WatchdogConfiguration {

    @Bean
    BackgroundLoop orderWatchdogLoop(OrderWatchdog watchdog, WatchdogProperties properties, BackgroundLoops loops) {
        return loops.every(properties.interval(), "order-watchdog", watchdog::remind);
    }
}
