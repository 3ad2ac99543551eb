package dev.bulwark.simulators.faults;

import dev.bulwark.simulators.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts a {@link FaultFilter} in front of each simulator. */
@Configuration(proxyBeanMethods = false)
class FaultConfiguration {

    @Bean
    FilterRegistrationBean<FaultFilter> pspFaults(Faults faults, Waiting waiting, MeterRegistry meters) {
        return inFrontOf(Simulator.PSP, faults, waiting, meters);
    }

    @Bean
    FilterRegistrationBean<FaultFilter> carrierFaults(Faults faults, Waiting waiting, MeterRegistry meters) {
        return inFrontOf(Simulator.CARRIER, faults, waiting, meters);
    }

    private static FilterRegistrationBean<FaultFilter> inFrontOf(
            Simulator simulator, Faults faults, Waiting waiting, MeterRegistry meters) {
        var registration = new FilterRegistrationBean<>(new FaultFilter(simulator, faults, waiting, meters));
        registration.addUrlPatterns("/" + simulator.wireName() + "/*");
        registration.setName(simulator.wireName() + "Faults");
        return registration;
    }
}
