package dev.bulwark.simulators.faults;

import dev.bulwark.simulators.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts a {@link FaultFilter} in front of each simulator that is called, and a {@link FaultyLine} before the one that calls. */
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

    @Bean
    FaultyLine webhookLine(Faults faults, Waiting waiting, MeterRegistry meters) {
        return new FaultyLine(Simulator.WEBHOOKS, faults, waiting, meters);
    }

    private static FilterRegistrationBean<FaultFilter> inFrontOf(
            Simulator simulator, Faults faults, Waiting waiting, MeterRegistry meters) {
        var registration =
                new FilterRegistrationBean<>(new FaultFilter(new FaultyLine(simulator, faults, waiting, meters)));
        registration.addUrlPatterns("/" + simulator.wireName() + "/*");
        registration.setName(simulator.wireName() + "Faults");
        return registration;
    }
}
