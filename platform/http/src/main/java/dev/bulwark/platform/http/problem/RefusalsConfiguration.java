package dev.bulwark.platform.http.problem;

import dev.bulwark.platform.http.trace.RequestTrace;
import dev.bulwark.platform.http.trace.TelemetryConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Problems for what filters and the container refuse; for each port of a service. */
@Configuration(proxyBeanMethods = false)
public class RefusalsConfiguration {

    /** Inside the trace, outside everything that may refuse. */
    public static final int FILTER_ORDER = TelemetryConfiguration.FILTER_ORDER + 10;

    @Bean
    FilterRegistrationBean<ProblemFilter> problemFilter(Problems problems, ProblemWriter writer) {
        FilterRegistrationBean<ProblemFilter> registration =
                new FilterRegistrationBean<>(new ProblemFilter(problems, writer));
        registration.setOrder(FILTER_ORDER);
        return registration;
    }

    /** After Boot's customizers, for the valve added last is the innermost and reports first. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(ProblemWriter writer, RequestTrace trace) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(writer, trace)));
    }
}
