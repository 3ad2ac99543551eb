package dev.bulwark.platform.messaging.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The relay's promise on a real database and a real broker, crashes included. */
class OutboxIT {

    private static final OutboxProperties PROPERTIES = new OutboxProperties(100, 20, 200, 60_000, 3_000, 1_000);

    private final AtomicInteger wakes = new AtomicInteger();
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private Outbox outbox;
    private String topic;

    @BeforeEach
    void freshDatabaseAndTopic() {
        TestDatabase database = Servers.postgres().newDatabase("outbox");
        DataSource dataSource = database.dataSource();
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/platform")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        outbox = new JdbcOutbox(jdbc, wakes::incrementAndGet);
        topic = Servers.kafka().newTopic("outbox");
    }

    @Test
    void whatWasCommittedArrivesInOrderAndWhatWasRolledBackNever() throws Exception {
        commit(messages("a", 0, 60));
        transaction.executeWithoutResult(status -> {
            outbox.add(messages("a", 900, 5));
            status.setRollbackOnly();
        });
        commit(messages("a", 60, 60));

        try (RelayUnderTest relay = new RelayUnderTest("one", new JdbcOutboxStore(jdbc))) {
            relay.drain();
        }

        assertThat(payloads("a")).containsExactlyElementsOf(numbers(0, 120));
        assertThat(rows()).isZero();
        assertThat(wakes).as("once a commit, not for the rollback").hasValue(2);
    }

    @Test
    void headersAndKeyArriveAsTheyWereWritten() throws Exception {
        OutgoingMessage message = message("a", 1);
        commit(List.of(message));
        try (RelayUnderTest relay = new RelayUnderTest("one", new JdbcOutboxStore(jdbc));
                KafkaProbe probe = Servers.kafka().probe()) {
            relay.drain();
            var record = probe.records(topic).getFirst();
            assertThat(KafkaProbe.key(record)).isEqualTo("a");
            message.headers()
                    .forEach((name, value) ->
                            assertThat(KafkaProbe.header(record, name)).isEqualTo(value));
        }
    }

    @Test
    void aCrashBetweenCommitAndPublishLosesNothing() throws Exception {
        commit(messages("a", 0, 10)); // and nobody relays: the process is gone

        try (RelayUnderTest next = new RelayUnderTest("next", new JdbcOutboxStore(jdbc))) {
            next.drain();
        }
        assertThat(payloads("a")).containsExactlyElementsOf(numbers(0, 10));
    }

    @Test
    void aCrashBetweenPublishAndDeleteRepeatsWithTheSameIds() throws Exception {
        commit(messages("a", 0, 10));
        OutboxStore dyingBeforeDelete = new DelegatingStore(new JdbcOutboxStore(jdbc)) {
            @Override
            public boolean delete(List<Long> ids, long token) {
                throw new IllegalStateException("killed");
            }
        };
        RelayUnderTest first = new RelayUnderTest("first", dyingBeforeDelete);
        assertThatThrownBy(first::drain).hasMessage("killed");
        jdbc.update(
                "UPDATE relay_lease SET expires_at = clock_timestamp() - interval '1 second'"); // its lease runs out

        try (RelayUnderTest next = new RelayUnderTest("next", new JdbcOutboxStore(jdbc))) {
            next.drain();
        }
        assertThat(payloads("a")).hasSize(20).startsWith(numbers(0, 10).toArray(String[]::new));
        try (KafkaProbe probe = Servers.kafka().probe()) {
            assertThat(probe.records(topic).stream()
                            .map(r -> KafkaProbe.header(r, "ce_id"))
                            .distinct())
                    .hasSize(10);
        }
        assertThat(rows()).isZero();
    }

    @Test
    void onlyTheOwnerOfTheLeasePublishesAndAFencedOneDeletesNothing() throws Exception {
        commit(messages("a", 0, 10));
        JdbcOutboxStore store = new JdbcOutboxStore(jdbc);
        try (RelayUnderTest one = new RelayUnderTest("one", store);
                RelayUnderTest two = new RelayUnderTest("two", store)) {
            one.drain();
            commit(messages("a", 10, 10));
            assertThat(two.loop.turn()).isEqualTo(RelayLoop.Turn.NOT_OWNER);
            assertThat(rows()).isEqualTo(10);

            long oldToken = jdbc.queryForObject("SELECT token FROM relay_lease", Long.class);
            jdbc.update("UPDATE relay_lease SET expires_at = clock_timestamp() - interval '1 second'");
            assertThat(store.delete(ids(), oldToken))
                    .as("an expired lease deletes nothing")
                    .isFalse();
            two.drain();
            commit(messages("a", 20, 10));
            assertThat(store.delete(ids(), oldToken))
                    .as("a fenced owner deletes nothing")
                    .isFalse();
            assertThat(rows()).isEqualTo(10);
            assertThat(one.loop.turn()).isEqualTo(RelayLoop.Turn.NOT_OWNER);
            two.drain();
        }
        List<String> expected = new ArrayList<>(numbers(0, 30));
        expected.addAll(numbers(20, 10)); // what the fenced one had sent in good faith comes again, with the same ids
        assertThat(payloads("a")).isEqualTo(expected);
    }

    @Test
    void aBrokerThatIsAwayCostsNothingButTime() throws Exception {
        commit(messages("a", 0, 5));
        RelayLoop unreachable = loop(
                "one",
                new JdbcOutboxStore(jdbc),
                producerOf(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "localhost:1",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        300)));
        assertThat(unreachable.turn()).isEqualTo(RelayLoop.Turn.FAILED);
        assertThat(rows()).isEqualTo(5);
        unreachable.close();

        try (RelayUnderTest relay = new RelayUnderTest("one", new JdbcOutboxStore(jdbc))) {
            relay.drain();
        }
        assertThat(payloads("a")).containsExactlyElementsOf(numbers(0, 5));
    }

    @Test
    void aKeyWhoseMessageNoBrokerTakesBlocksOnlyItself() throws Exception {
        OutgoingMessage huge = message("bad", 0);
        commit(List.of(
                message("good", 0),
                new OutgoingMessage(topic, "bad", huge.headers(), new byte[4_000]),
                message("bad", 1)));
        commit(List.of(message("good", 1)));
        RelayLoop small = loop(
                "one", new JdbcOutboxStore(jdbc), producerOf(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2_000)));

        assertThat(small.turn()).isEqualTo(RelayLoop.Turn.FAILED);
        assertThat(small.turn()).isEqualTo(RelayLoop.Turn.SOME);
        small.close();

        assertThat(payloads("good")).endsWith("0", "1");
        assertThat(payloads("bad")).isEmpty();
        assertThat(rows()).as("the huge one and the one behind it").isEqualTo(2);
        assertThat(jdbc.queryForList("SELECT key FROM outbox_blocked_key", String.class))
                .containsExactly("bad");
    }

    @ParameterizedTest
    @CsvSource({
        "'no equals sign', here", // header text that was never written by us
        "'a=b', here", // no line feed at the end
        "'a=b\n', no-such-topic", // the broker knows no such topic, and neither do the contracts
        "'a=b\n', 'not a topic'"
    })
    void aRowThatCanNotBecomeARecordBlocksOnlyItsKey(String headerText, String where) throws Exception {
        jdbc.update(
                "INSERT INTO outbox (topic, key, type, headers, payload) VALUES (?, 'broken', 't', ?, '')",
                where.equals("here") ? topic : where,
                headerText);
        commit(messages("a", 0, 3));
        RelayLoop relay =
                loop("one", new JdbcOutboxStore(jdbc), producerOf(Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000)));

        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.FAILED);
        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.SOME);
        relay.close();

        assertThat(payloads("a")).containsExactlyElementsOf(numbers(0, 3));
        assertThat(jdbc.queryForList("SELECT key FROM outbox_blocked_key", String.class))
                .containsExactly("broken");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aMessageTooLargeForAnyBrokerIsRefusedWhereItIsWritten() {
        OutgoingMessage tooLarge =
                new OutgoingMessage(topic, "a", message("a", 0).headers(), new byte[921_601]);
        assertThatThrownBy(() -> commit(List.of(tooLarge))).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void withoutATransactionThereIsNoOutbox() {
        assertThatThrownBy(() -> outbox.add(messages("a", 0, 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theCapRefusesNewWork() {
        backlog(50).requireRoom();
        commit(messages("a", 0, 60));
        OutboxBacklog full = backlog(50);
        assertThatThrownBy(full::requireRoom).isInstanceOf(OutboxFullException.class);
        assertThat(full.pending()).as("at least").isEqualTo(50);
    }

    @Test
    void oneRowThatStaysBehindIsOneRowHoweverMuchPassesIt() {
        commit(messages("blocked", 0, 1));
        commit(messages("a", 0, 500));
        jdbc.update("DELETE FROM outbox WHERE key = 'a'");
        commit(messages("a", 500, 2));

        assertThat(backlog(1_000).pending()).isEqualTo(3);
    }

    @Test
    void countingTakesAHundredthOfTheTime() {
        AtomicLong nanos = new AtomicLong();
        OutboxBacklog backlog =
                new OutboxBacklog(new OutboxAudit(dataSource(), 1_000), 1_000, () -> nanos.getAndAdd(50_000_000));
        backlog.pending(); // by this clock every count takes 50 ms, and every look as long
        commit(messages("a", 0, 1));

        nanos.addAndGet(4_000_000_000L);
        assertThat(backlog.pending()).as("counted less than five seconds ago").isZero();
        nanos.addAndGet(1_000_000_000L);
        assertThat(backlog.pending()).isEqualTo(1);
    }

    private OutboxBacklog backlog(long cap) {
        return new OutboxBacklog(new OutboxAudit(dataSource(), cap), cap, System::nanoTime);
    }

    private DataSource dataSource() {
        return Objects.requireNonNull(jdbc.getDataSource());
    }

    private void commit(List<OutgoingMessage> messages) {
        transaction.executeWithoutResult(status -> outbox.add(messages));
    }

    private List<OutgoingMessage> messages(String key, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> message(key, i))
                .toList();
    }

    private OutgoingMessage message(String key, int number) {
        UUID id = new UUID(0x7000L | (long) key.hashCode() << 32, 0x8000_0000_0000_0000L | number);
        return new OutgoingMessage(
                topic,
                key,
                Map.of("ce_id", id.toString(), "ce_type", "test.counted.v1", "note", "50 % = half"),
                Integer.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<String> numbers(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
    }

    private List<String> payloads(String key) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return probe.records(topic, key).stream().map(KafkaProbe::text).toList();
        }
    }

    private int rows() {
        return jdbc.queryForObject("SELECT count(*) FROM outbox", Integer.class);
    }

    private List<Long> ids() {
        return jdbc.queryForList("SELECT id FROM outbox", Long.class);
    }

    private static RelayLoop loop(String owner, OutboxStore store, KafkaMessageSender sender) {
        return new RelayLoop(store, sender, owner, PROPERTIES, System::nanoTime);
    }

    private static KafkaMessageSender producerOf(Map<String, Object> differences) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka().bootstrapServers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class));
        properties.putAll(differences);
        return new KafkaMessageSender(() -> new KafkaProducer<>(properties));
    }

    private static final class RelayUnderTest implements AutoCloseable {

        private final RelayLoop loop;

        RelayUnderTest(String owner, OutboxStore store) {
            loop = loop(owner, store, producerOf(Map.of()));
        }

        void drain() throws InterruptedException {
            List<RelayLoop.Turn> turns = new ArrayList<>();
            do {
                turns.add(loop.turn());
            } while (turns.getLast() != RelayLoop.Turn.EMPTY && turns.size() < 50);
            assertThat(turns.getLast()).isEqualTo(RelayLoop.Turn.EMPTY);
        }

        @Override
        public void close() throws DataAccessException {
            loop.close();
        }
    }
}
