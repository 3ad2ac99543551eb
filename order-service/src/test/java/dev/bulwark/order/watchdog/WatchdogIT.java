package dev.bulwark.order.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.OpenOrders;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class WatchdogIT extends OrderServiceTestBase {

    @Autowired
    OpenOrders openOrders;

    @Autowired
    OrderRepublisher republisher;

    @Autowired
    TransactionTemplate transaction;

    private final ManualClock clock = new ManualClock(Instant.now());

    @Test
    void anOrderPendingForThreeMinutesIsAnnouncedAgainUnderANewId() {
        OrderId id = new OrderId(placed(newCustomer()));
        OrderWatchdog watchdog = watchdog(5_000);
        assertThat(watchdog.remind()).doesNotContain(id);
        clock.set(id.time().plus(Duration.ofMinutes(3)));
        assertThat(watchdog.remind()).doesNotContain(id);
        clock.advance(Duration.ofMillis(2));
        assertThat(watchdog.remind()).contains(id);
        assertThat(watchdog.remind()).doesNotContain(id);
        clock.advance(Duration.ofMinutes(3).plusMillis(1));
        assertThat(watchdog.remind()).contains(id);
        try (KafkaProbe probe = Servers.kafka().probe()) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(probe.records(Topics.ORDER_EVENTS, id.toString()))
                            .hasSize(3)
                            .allSatisfy(record -> assertThat(header(record, MessageHeaders.SEQUENCE))
                                    .isEqualTo("1"))
                            .extracting(record -> header(record, MessageHeaders.ID))
                            .doesNotHaveDuplicates());
        }
    }

    @Test
    void oneLookIsBounded() {
        UUID first = placed(newCustomer());
        placed(newCustomer());
        clock.set(new OrderId(first).time().plus(Duration.ofHours(1)));
        assertThat(watchdog(1).remind()).hasSize(1);
    }

    private OrderWatchdog watchdog(int maxOrders) {
        return new OrderWatchdog(
                openOrders,
                republisher,
                transaction,
                clock,
                new WatchdogProperties(Duration.ofMinutes(3), Duration.ofSeconds(1), maxOrders),
                new SimpleMeterRegistry());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
