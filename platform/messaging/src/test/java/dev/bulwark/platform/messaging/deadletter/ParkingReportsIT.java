package dev.bulwark.platform.messaging.deadletter;

import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.TestCommand;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a saga hears of its commands that are parked. */
class ParkingReportsIT extends DeadLetterSuite {

    private final String saga = UUID.randomUUID().toString();

    @Test
    void aSagaHearsOfItsParkedCommandAndOfThoseBehindIt() {
        List<IncomingMessage> commands = parkedCommands(2);
        List<JsonNode> letters = list(saga);

        List<ConsumerRecord<byte[], byte[]>> reports = reports(2);

        assertThat(reports).allSatisfy(report -> {
            assertThat(KafkaProbe.header(report, MessageHeaders.TYPE)).isEqualTo("saga.command-parked.v1");
            assertThat(KafkaProbe.header(report, MessageHeaders.SAGA)).isEqualTo(saga);
            assertThat(KafkaProbe.header(report, MessageHeaders.STEP)).isEqualTo(saga + ":stock");
            assertThat(body(report).path("service").asString()).isEqualTo("steps");
            assertThat(body(report).path("command").asString()).isEqualTo("inventory.release-stock.v1");
        });
        assertThat(reports)
                .extracting(report -> body(report).path("deadLetter").asString())
                .containsExactlyElementsOf(letters.stream()
                        .map(letter -> letter.path("id").asString())
                        .toList());
        assertThat(body(reports.getFirst()).path("cause").asString()).contains("poison");
        assertThat(body(reports.getLast()).has("cause")).isFalse();
        run(commands); // delivered again: known, and reported no more
        assertThat(reports(2)).hasSize(2);
    }

    @Test
    void aSagaHearsThatItsCommandsWereRedriven() {
        parkedCommands(2);
        call("POST", "/redrive", "{\"key\":\"" + saga + "\",\"max\":100,\"dryRun\":true}")
                .expect(200);
        assertThat(redriveKey(saga).path("failed").asInt()).as("still broken").isEqualTo(1);
        assertThat(reports(2)).as("nothing left the dead letters").hasSize(2);
        List<JsonNode> letters = list(saga);
        steps.poison.clear();

        assertThat(redriveKey(saga).path("redriven").asInt()).isEqualTo(2);

        assertThat(reports(4).subList(2, 4))
                .extracting(report -> body(report).path("deadLetter").asString() + " "
                        + body(report).path("outcome").asString())
                .containsExactlyElementsOf(letters.stream()
                        .map(letter -> letter.path("id").asString() + " REDRIVEN")
                        .toList());
    }

    @Test
    void aSagaHearsThatItsCommandWasThrownAway() {
        parkedCommands(1);
        String letter = list(saga).getFirst().path("id").asString();

        call("DELETE", "/" + letter + "?reason=obsolete", null).expect(204);

        ConsumerRecord<byte[], byte[]> report = reports(2).getLast();
        assertThat(KafkaProbe.header(report, MessageHeaders.TYPE)).isEqualTo("saga.command-unparked.v1");
        assertThat(body(report).path("deadLetter").asString()).isEqualTo(letter);
        assertThat(body(report).path("outcome").asString()).isEqualTo("DISCARDED");
    }

    /** Its headers may be as broken as the rest of it. */
    @Test
    void whatNamesNoSagaIsReportedToNobody() {
        List<IncomingMessage> unreported = List.of(
                command(saga.toUpperCase(java.util.Locale.ROOT), "step", Topics.INVENTORY_COMMANDS),
                command("saga", "saga:stock", Topics.INVENTORY_COMMANDS),
                command(saga, saga + ":stock", Topics.SAGA_REPLIES),
                command(saga, saga + ":stock", Topics.ORDER_EVENTS));
        unreported.forEach(message -> steps.poison.add(message.id()));

        run(unreported);
        steps.poison.clear();
        parkedCommands(1); // comes after them in the outbox

        assertThat(reports(1)).hasSize(1);
    }

    private List<IncomingMessage> parkedCommands(int count) {
        List<IncomingMessage> commands = java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> command(saga, saga + ":stock", Topics.INVENTORY_COMMANDS))
                .toList();
        steps.poison.add(commands.getFirst().id());
        run(commands);
        assertThat(list(saga)).hasSizeGreaterThanOrEqualTo(count);
        return commands;
    }

    private IncomingMessage command(String sagaHeader, String step, String topic) {
        OutgoingMessage message =
                factory.command(topic, saga, new TestCommand(ids.next()), sagaHeader, step, null, null);
        return new IncomingMessage(
                topic,
                0,
                0,
                java.time.Instant.now(),
                topic.equals(Topics.INVENTORY_COMMANDS) && sagaHeader.equals(saga) ? saga : key,
                message.id(),
                true,
                message.headers(),
                message.payload());
    }

    private List<ConsumerRecord<byte[], byte[]>> reports(int atLeast) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return await().atMost(PATIENCE)
                    .until(() -> probe.records(Topics.SAGA_REPLIES, saga), found -> found.size() >= atLeast);
        }
    }

    private static JsonNode body(ConsumerRecord<byte[], byte[]> report) {
        return JsonMapper.shared().readTree(KafkaProbe.text(report));
    }
}
