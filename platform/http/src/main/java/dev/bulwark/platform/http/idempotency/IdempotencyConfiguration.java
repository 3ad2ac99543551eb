package dev.bulwark.platform.http.idempotency;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

import dev.bulwark.platform.core.background.BackgroundConfiguration;
import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.telemetry.PlatformMeter;
import dev.bulwark.platform.http.problem.ProblemWriter;
import dev.bulwark.platform.http.problem.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Idempotency keys in the service's primary database, whose migrations must include {@code db/migration/platform}. Needs
 * {@code WebPlatformConfiguration}.
 */
@Configuration(proxyBeanMethods = false)
@Import(BackgroundConfiguration.class)
public class IdempotencyConfiguration {

    private static final Duration EXPIRY_PAUSE = Duration.ofMinutes(1);

    @Bean
    IdempotentRequests idempotentRequests(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            HttpJson json,
            Problems problems,
            ProblemWriter writer,
            MeterRegistry meters) {
        return new IdempotentRequests(dataSource, transactions, json, problems, writer, meters);
    }

    @Bean
    BackgroundLoop idempotencyExpiry(DataSource dataSource, BackgroundLoops loops, MeterRegistry meters) {
        IdempotencyExpiry expiry = new IdempotencyExpiry(
                new IdempotencyTable(new JdbcTemplate(dataSource)),
                PlatformMeter.IDEMPOTENCY_EXPIRED.counter(meters, "idempotency_key"));
        return loops.every(EXPIRY_PAUSE, "idempotency-expiry", expiry::run);
    }

    @Bean
    WebMvcConfigurer idempotentRequestArgument() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(IdempotentRequest.class);
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new IdempotentRequestResolver());
            }
        };
    }

    @Bean
    IdempotencyAuditController idempotencyAuditController(DataSource dataSource) {
        return new IdempotencyAuditController(new IdempotencyAudit(dataSource));
    }
}
