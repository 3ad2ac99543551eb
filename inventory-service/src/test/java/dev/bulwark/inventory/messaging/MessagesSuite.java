package dev.bulwark.inventory.messaging;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.StockLine;
import dev.bulwark.inventory.InventorySuite;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** Batches as the listener would hand them over, and the answers as the saga would read them. */
abstract class MessagesSuite extends InventorySuite {

    @Autowired
    MessageFactory messages;

    @Autowired
    Ids ids;

    @Autowired
    BatchRunners runners;

    @Autowired
    InventoryCommandsHandler commandsHandler;

    @Autowired
    OrderEventsHandler eventsHandler;

    Incoming incoming;
    BatchRunner<?> commands;
    BatchRunner<?> events;

    @BeforeEach
    void runners() {
        incoming = new Incoming(messages);
        commands = runners.runnerFor(commandsHandler);
        events = runners.runnerFor(eventsHandler);
    }

    UUID order() {
        return ids.next();
    }

    static StockLine line(String sku, int quantity) {
        return new StockLine(sku, quantity);
    }

    void command(IncomingMessage... batch) throws InterruptedException {
        commands.run(Arrays.asList(batch));
    }

    void confirm(UUID order) throws InterruptedException {
        events.run(List.of(incoming.confirmed(order)));
    }

    /** The answers about the order, as {@code type} or {@code type code}, once there are as many. */
    List<String> answers(UUID order, int count) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> probe.records(Topics.SAGA_REPLIES, order.toString()).stream()
                                    .map(MessagesSuite::text)
                                    .toList(),
                            found -> found.size() >= count);
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        String type = KafkaProbe.header(record, MessageHeaders.TYPE);
        JsonNode code = JsonMapper.shared().readTree(record.value()).path("code");
        return code.isMissingNode() ? type : type + " " + code.asString();
    }

    /** Why the message of that key is parked, for the consumer. */
    List<String> parked(String consumer, UUID order) {
        return jdbc.queryForList(
                "SELECT cause FROM dead_letter WHERE consumer = ? AND key = ? ORDER BY id",
                String.class,
                consumer,
                order.toString());
    }
}
