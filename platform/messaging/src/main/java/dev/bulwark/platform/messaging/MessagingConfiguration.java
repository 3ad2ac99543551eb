package dev.bulwark.platform.messaging;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.core.background.BackgroundConfiguration;
import dev.bulwark.platform.messaging.inbox.InboxConfiguration;
import dev.bulwark.platform.messaging.outbox.OutboxConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Everything a service needs to send and receive messages: import it, declare {@code BatchHandler} beans, inject the outbox. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingProperties.class)
@Import({BackgroundConfiguration.class, OutboxConfiguration.class, InboxConfiguration.class})
public class MessagingConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    RandomGenerator randomGenerator() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock, RandomGenerator random) {
        return new UuidV7(clock, random);
    }

    @Bean
    FlywayMigrationStrategy migrations() {
        return Migrations::run;
    }

    @Bean
    MessageCodec messageCodec() {
        return new MessageCodec();
    }

    @Bean
    MessageFactory messageFactory(Environment environment, MessageCodec codec, Ids ids, Clock clock) {
        return new MessageFactory(environment.getRequiredProperty("spring.application.name"), codec, ids, clock);
    }

    @Bean
    TopicsReady topicsReady(KafkaProperties kafka, MessagingProperties properties) {
        return new TopicsReady(kafka.buildAdminProperties(), properties.partitions());
    }
}
