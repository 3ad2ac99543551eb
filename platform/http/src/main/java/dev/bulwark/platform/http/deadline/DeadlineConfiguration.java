package dev.bulwark.platform.http.deadline;

import java.time.Clock;

import dev.bulwark.platform.core.deadline.DeadlineHeaders;
import dev.bulwark.platform.core.deadline.DeadlineProperties;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import dev.bulwark.platform.core.telemetry.PlatformMeter;
import dev.bulwark.platform.http.problem.RefusalsConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * Deadlines from the request down to statements and calls.
 *
 * <p>Boot adds the {@link JdbcDeadline} to the transaction manager it makes; a service that makes its own calls {@code addListener} on it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineProperties.class)
public class DeadlineConfiguration {

    /** Inside the problems' filter, before the security layer: verifying a token is work too. */
    public static final int FILTER_ORDER = RefusalsConfiguration.FILTER_ORDER + 10;

    @Bean
    FilterRegistrationBean<DeadlineFilter> deadlineFilter(
            DeadlineProperties properties, MeterRegistry meters, ObjectProvider<Clock> clock) {
        DeadlineHeaders headers = new DeadlineHeaders(properties.defaultBudget(), properties.longestBudget());
        FilterRegistrationBean<DeadlineFilter> registration = new FilterRegistrationBean<>(new DeadlineFilter(
                headers,
                PlatformMeter.DEADLINE_EXCEEDED.counter(meters, "http"),
                clock.getIfAvailable(Clock::systemUTC)));
        registration.setOrder(FILTER_ORDER);
        return registration;
    }

    @Bean
    JdbcDeadline jdbcDeadline() {
        return new JdbcDeadline();
    }

    /** Before the translator of data access in general, which would call it a 503. */
    @Bean
    @Order(0)
    ProblemTranslator deadlineTranslator(MeterRegistry meters) {
        return new DeadlineTranslator(
                PlatformMeter.DEADLINE_EXCEEDED.counter(meters, "statement"),
                PlatformMeter.DEADLINE_EXCEEDED.counter(meters, "call"));
    }
}
