package dev.bulwark.platform.messaging.deadletter;

import javax.sql.DataSource;

import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The operators' side of dead letters, in all databases of a service.
 *
 * <p>Needs {@code bulwark.ops.service}: what the service is called in paths under {@code /ops}.
 */
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {

    /** Named in the reports as under {@code /ops}; a context that serves no HTTP may have no such name. */
    @Bean
    ParkingReports parkingReports(Environment environment, MessageFactory messages, Outbox outbox) {
        String service = environment.getProperty("bulwark.ops.service");
        return new ParkingReports(
                service != null ? service : environment.getRequiredProperty("spring.application.name"),
                messages,
                outbox);
    }

    @Bean
    DeadLetterTables deadLetterTables(DataSource dataSource, ParkingConsumers consumers, ParkingReports reports) {
        return new DeadLetterTables(dataSource, consumers, reports);
    }

    @Bean
    DeadLetterGauges deadLetterGauges(DeadLetterTables tables) {
        return new DeadLetterGauges(tables, System::nanoTime);
    }

    /** Not before every consumer is there to be counted for. */
    @Bean
    SmartInitializingSingleton deadLetterMeters(DeadLetterGauges gauges, MeterRegistry meters) {
        return () -> gauges.register(meters);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    DeadLetterController deadLetterController(DeadLetterTables tables) {
        return new DeadLetterController(tables, new Redrive(tables));
    }
}
