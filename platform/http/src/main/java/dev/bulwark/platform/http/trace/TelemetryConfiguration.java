package dev.bulwark.platform.http.trace;

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
    FilterRegistrationBean<TraceFilter> traceFilter(@Value("${spring.application.name}") String service) {
        FilterRegistrationBean<TraceFilter> registration = new FilterRegistrationBean<>(new TraceFilter(service));
        registration.setOrder(FILTER_ORDER);
        return registration;
    }
}
