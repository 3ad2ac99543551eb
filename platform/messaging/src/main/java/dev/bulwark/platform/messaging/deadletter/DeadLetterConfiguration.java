package dev.bulwark.platform.messaging.deadletter;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The operators' side of dead letters, in all databases of a service.
 *
 * <p>Needs {@code bulwark.ops.service}: what the service is called in paths under {@code /ops}.
 */
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {

    @Bean
    DeadLetterTables deadLetterTables(DataSource dataSource, ParkingConsumers consumers) {
        return new DeadLetterTables(dataSource, consumers);
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
