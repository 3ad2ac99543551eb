package dev.bulwark.platform.messaging.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.TopicsReady;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox on the service's first database, and the relay that empties it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxConfiguration {

    private static final int LINGER_MILLIS = 100; // never waited for: the relay flushes every batch

    @Bean
    OutboxRelay outboxRelay(
            DataSource dataSource,
            KafkaProperties kafka,
            OutboxProperties properties,
            TopicsReady topics,
            Ids ids,
            BackgroundLoops loops,
            Environment environment) {
        Map<String, Object> producer = producerProperties(kafka, properties);
        RelayLoop loop = new RelayLoop(
                new JdbcOutboxStore(new JdbcTemplate(dataSource)),
                new KafkaMessageSender(() -> new KafkaProducer<>(producer)),
                environment.getRequiredProperty("spring.application.name") + "-" + ids.next(),
                properties,
                System::nanoTime);
        return new OutboxRelay(loop, topics::ensure, properties, loops);
    }

    private static Map<String, Object> producerProperties(KafkaProperties kafka, OutboxProperties properties) {
        Map<String, Object> producer = new HashMap<>(kafka.buildProducerProperties());
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, properties.deliveryTimeoutMillis());
        producer.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(
                        3_000,
                        properties.deliveryTimeoutMillis()
                                - Math.min(LINGER_MILLIS, properties.deliveryTimeoutMillis() / 2)));
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) properties.deliveryTimeoutMillis());
        producer.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return producer;
    }

    @Bean
    Outbox outbox(DataSource dataSource, OutboxRelay relay) {
        return new JdbcOutbox(new JdbcTemplate(dataSource), relay::wake);
    }

    @Bean
    OutboxAudit outboxAudit(DataSource dataSource, OutboxProperties properties) {
        return new OutboxAudit(dataSource, properties.maxPendingRows());
    }

    @Bean
    OutboxBacklog outboxBacklog(OutboxAudit audit, OutboxProperties properties, MeterRegistry meters) {
        OutboxBacklog backlog = new OutboxBacklog(audit, properties.maxPendingRows(), System::nanoTime);
        gauge("bulwark.outbox.pending", backlog, OutboxAudit.Report::pending, meters);
        gauge("bulwark.outbox.blocked.keys", backlog, OutboxAudit.Report::blockedKeys, meters);
        return backlog;
    }

    private static void gauge(
            String name, OutboxBacklog backlog, ToLongFunction<OutboxAudit.Report> number, MeterRegistry meters) {
        Gauge.builder(name, backlog, b -> b.gauge(number)).register(meters);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    OutboxAuditController outboxAuditController(OutboxAudit audit) {
        return new OutboxAuditController(audit);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    OutboxController outboxController(DataSource dataSource, OutboxAudit audit, OutboxRelay relay) {
        return new OutboxController(new RelayStatus(dataSource), audit, relay::wake);
    }
}
