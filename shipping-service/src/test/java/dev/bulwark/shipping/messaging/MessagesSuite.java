package dev.bulwark.shipping.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.contracts.shipping.CancelShipment;
import dev.bulwark.contracts.shipping.ScheduleShipment;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import dev.bulwark.shipping.ShippingSuite;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** Batches as the listener would hand them over, and the answers as the saga would read them. */
abstract class MessagesSuite extends ShippingSuite {

    static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    static final ShippingAddress ADDRESS =
            new ShippingAddress("Ada Löwe", "Am Wall 1", null, "Köln", null, "50667", "DE");
    private static final AtomicLong OFFSET = new AtomicLong();

    @Autowired
    MessageFactory messages;

    @Autowired
    BatchRunners runners;

    @Autowired
    ShipmentCommands handler;

    BatchRunner<?> commands;

    @BeforeEach
    void runner() {
        commands = runners.runnerFor(handler);
    }

    /** A new order; nobody else's. */
    UUID order() {
        return ids.next();
    }

    void command(IncomingMessage... batch) throws InterruptedException {
        commands.run(Arrays.asList(batch));
    }

    IncomingMessage schedule(UUID order) {
        return schedule(order, "customer-" + order, Instant.now().plusSeconds(30));
    }

    IncomingMessage schedule(UUID order, String customer, Instant expires) {
        return schedule(order, customer, ADDRESS, 2, expires);
    }

    IncomingMessage schedule(UUID order, String customer, ShippingAddress address, int units, Instant expires) {
        return incoming(outgoing(
                order, new ScheduleShipment(order, customer, KEYS.seal(order, customer, address), units), expires));
    }

    IncomingMessage cancel(UUID order) {
        return incoming(outgoing(order, new CancelShipment(order), null));
    }

    OutgoingMessage outgoing(UUID order, Object body, Instant expires) {
        return messages.command(
                Topics.SHIPPING_COMMANDS,
                order.toString(),
                body,
                "saga-" + order,
                reference(order),
                expires,
                TRACEPARENT);
    }

    static IncomingMessage incoming(OutgoingMessage message) {
        return new IncomingMessage(
                message.topic(),
                0,
                OFFSET.incrementAndGet(),
                Instant.now(),
                message.key(),
                message.id(),
                true,
                message.headers(),
                message.payload());
    }

    /** The answers about the order, as {@code type} or {@code type code}, once there are as many. */
    List<String> answers(UUID order, int count) {
        return records(Topics.SAGA_REPLIES, order, count).stream()
                .map(MessagesSuite::text)
                .toList();
    }

    /** The events about the order, as {@code sequence type} or {@code sequence type code}, once there are as many. */
    List<String> events(UUID order, int count) {
        return records(Topics.SHIPMENT_EVENTS, order, count).stream()
                .map(record -> KafkaProbe.header(record, MessageHeaders.SEQUENCE) + " " + text(record))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic, UUID order, int count) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return await().atMost(Duration.ofSeconds(20))
                    .until(() -> probe.records(topic, order.toString()), found -> found.size() >= count);
        }
    }

    static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        return JsonMapper.shared().readTree(record.value());
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        String type = KafkaProbe.header(record, MessageHeaders.TYPE);
        JsonNode code = json(record).path("code");
        return code.isMissingNode() ? type : type + " " + code.asString();
    }
}
