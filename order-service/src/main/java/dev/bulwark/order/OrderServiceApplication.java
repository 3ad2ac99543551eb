package dev.bulwark.order;

import java.time.Duration;
import javax.sql.DataSource;

import dev.bulwark.platform.calls.client.ClientConfiguration;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.platform.http.idempotency.IdempotencyConfiguration;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.platform.messaging.outbox.OutboxFullException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders, their view, and the keys of personal data, in three databases. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Import({
    ClientConfiguration.class,
    WebPlatformConfiguration.class,
    MessagingConfiguration.class,
    IdempotencyConfiguration.class
})
public class OrderServiceApplication {

    /** The relay empties thousands of rows a second once the broker is back. */
    private static final Duration OUTBOX_RETRY_AFTER = Duration.ofSeconds(5);

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "order-service");
        SpringApplication.run(OrderServiceApplication.class, args);
    }

    /** On the service's first database; reads outside a transaction keep the caller's deadline. */
    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new DeadlineJdbcTemplate(dataSource);
    }

    /** At its cap the outbox refuses new orders; nothing else is refused. */
    @Bean
    ProblemTranslator outboxFull() {
        return exception -> exception instanceof OutboxFullException ? Problem.unavailable(OUTBOX_RETRY_AFTER) : null;
    }
}
