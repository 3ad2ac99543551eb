package dev.bulwark.saga;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.OrderItem;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.Step;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestDatabase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The orchestrator on real servers, one context for all suites. Time is the tests', and so is the timer: its own thread hardly looks. */
@SpringBootTest(
        classes = SagaOrchestratorApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=saga-orchestrator",
            "bulwark.saga.timer-poll=60s",
            "bulwark.saga.stuck-after-attempts=3"
        })
@Import(SagaServiceIT.Time.class)
abstract class SagaServiceIT {

    static TestDatabase database;

    @Autowired
    ManualClock clock;

    @Autowired
    MessageFactory messages;

    @Autowired
    BatchRunners runners;

    @Autowired
    List<BatchHandler<?>> handlers;

    @Autowired
    SagaQueries queries;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = ServiceTestProperties.register(registry, "sagas");
    }

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        ManualClock manualClock() {
            return new ManualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }

        @Bean
        Clock clock(ManualClock manual) {
            return manual;
        }
    }

    UUID placeOrder() {
        UUID order = UUID.randomUUID();
        orders(event(placed(order)));
        return order;
    }

    static OrderPlaced placed(UUID order) {
        Money price = new Money(6_495, "EUR");
        return new OrderPlaced(
                order,
                "alice",
                List.of(
                        new OrderItem("SKU-0001", "One", 2, price, price.times(2)),
                        new OrderItem("SKU-0002", "Two", 1, price, price)),
                price.times(3),
                "pm_card_ok",
                new Sealed("key-1", "bm9uY2U=", "c2VhbGVk"),
                Instant.parse("2026-01-01T12:00:00Z"));
    }

    OutgoingMessage event(OrderPlaced placed) {
        return messages.event(Topics.ORDER_EVENTS, placed.orderId().toString(), placed, 1, null);
    }

    OutgoingMessage answer(UUID order, Step step, Object body) {
        String id = order.toString();
        return messages.reply(Topics.SAGA_REPLIES, id, body, id, id + ":" + step.id(), null);
    }

    void orders(OutgoingMessage... events) {
        run("saga-order-events", Arrays.asList(events));
    }

    void answers(OutgoingMessage... answers) {
        run("saga-replies", Arrays.asList(answers));
    }

    /** Straight to the batch runner, as a listener would. */
    void run(String consumer, List<OutgoingMessage> batch) {
        List<IncomingMessage> incoming = new ArrayList<>();
        for (OutgoingMessage message : batch) {
            incoming.add(new IncomingMessage(
                    message.topic(),
                    0,
                    0,
                    clock.instant(),
                    message.key(),
                    message.id(),
                    true,
                    message.headers(),
                    message.payload()));
        }
        BatchHandler<?> handler = handlers.stream()
                .filter(h -> h.consumer().equals(consumer))
                .findFirst()
                .orElseThrow();
        try {
            runners.runnerFor(handler).run(incoming);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    SagaQueries.Timeline timeline(UUID order) {
        return queries.timeline(order).orElseThrow();
    }

    void assertPhase(UUID order, Phase phase) {
        assertThat(timeline(order).saga().phase()).isEqualTo(phase);
    }

    /** The commands of the topic that the relay published for the order so far. */
    static List<ConsumerRecord<byte[], byte[]>> sent(String topic, UUID order) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return probe.records(topic, order.toString());
        }
    }

    static String type(ConsumerRecord<byte[], byte[]> record) {
        return KafkaProbe.header(record, MessageHeaders.TYPE);
    }
}
