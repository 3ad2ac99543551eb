package dev.bulwark.platform.http.trace;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

import dev.bulwark.platform.core.UuidV7;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Trace and correlation ids for every request, outermost, so that whatever refuses the request can name them. */
@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {

    /** Before every other filter of ours. */
    public static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    RequestTrace requestTrace(ObjectProvider<Clock> clocks) {
        return new RequestTrace(new UuidV7(
                clocks.getIfAvailable(Clock::systemUTC),
                () -> ThreadLocalRandom.current().nextLong()));
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(
            @Value("${spring.application.name}") String service, RequestTrace trace) {
        FilterRegistrationBean<TraceFilter> registration =
                new FilterRegistrationBean<>(new TraceFilter(service, trace));
        registration.setOrder(FILTER_ORDER);
        return registration;
    }
}
