package dev.bulwark.platform.http.limits;

import java.util.List;

import dev.bulwark.platform.http.conditional.AnyEntityTagAdvice;
import dev.bulwark.platform.http.deadline.DeadlineConfiguration;
import dev.bulwark.platform.http.parameter.ParameterConfiguration;
import dev.bulwark.platform.http.problem.ProblemConfiguration;
import dev.bulwark.platform.http.security.SecurityConfiguration;
import dev.bulwark.platform.http.trace.TelemetryConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/**
 * All that every HTTP service needs, in the order a request meets it: trace, problems, request syntax, deadline, body, bearer token.
 *
 * <p>Not among them, for not every service has them: {@code IdempotencyConfiguration} and {@code SealedConfiguration}.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:platform-http.properties")
@Import({
    TelemetryConfiguration.class,
    ProblemConfiguration.class,
    ParameterConfiguration.class,
    RequestSyntaxConfiguration.class,
    DeadlineConfiguration.class,
    SecurityConfiguration.class
})
public class WebPlatformConfiguration {

    private static final int BODY_LIMIT_ORDER = DeadlineConfiguration.FILTER_ORDER + 10;

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(ObjectProvider<BodyLimits> limits) {
        FilterRegistrationBean<BodyLimitFilter> registration = new FilterRegistrationBean<>(
                new BodyLimitFilter(limits.getIfAvailable(() -> new BodyLimits(List.of()))));
        registration.setOrder(BODY_LIMIT_ORDER);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyCodingFilter> bodyCodingFilter() {
        FilterRegistrationBean<BodyCodingFilter> registration = new FilterRegistrationBean<>(new BodyCodingFilter());
        registration.setOrder(BODY_LIMIT_ORDER + 10);
        return registration;
    }

    @Bean
    AnyEntityTagAdvice anyEntityTagAdvice() {
        return new AnyEntityTagAdvice();
    }
}
