package dev.bulwark.platform.messaging.inbox;

import java.time.Clock;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.deadletter.DeadLetterConfiguration;
import dev.bulwark.platform.messaging.deadletter.ParkingConsumers;
import dev.bulwark.platform.messaging.deadletter.ParkingReports;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/** The inbox on the service's first database, and a listener for every {@link BatchHandler} bean. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxProperties.class)
@Import(DeadLetterConfiguration.class)
public class InboxConfiguration {

    @Bean
    InboxWindow inboxWindow(Clock clock, InboxProperties properties) {
        return new InboxWindow(clock, properties.windowDays());
    }

    @Bean
    InboxMaintenance inboxMaintenance(DataSource dataSource, InboxWindow window, BackgroundLoops loops) {
        return new InboxMaintenance(new InboxPartitions(dataSource, window), loops);
    }

    @Bean
    BatchRunners batchRunners(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            MessageCodec codec,
            InboxWindow window,
            RandomGenerator random,
            MeterRegistry meters,
            ParkingReports reports) {
        return new BatchRunners(dataSource, transactions, codec, window, random, meters, reports);
    }

    @Bean
    BatchListeners batchListeners(
            BatchRunners runners,
            KafkaProperties kafka,
            InboxProperties properties,
            RandomGenerator random,
            BackgroundLoops loops,
            ObjectProvider<BatchHandler<?>> handlers) {
        return new BatchListeners(runners, kafka.buildConsumerProperties(), properties, random, loops, handlers);
    }

    @Bean
    ParkingConsumers parkingConsumers(BatchListeners listeners) {
        return listeners::consumers;
    }
}
