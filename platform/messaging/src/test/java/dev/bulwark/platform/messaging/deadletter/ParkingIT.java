package dev.bulwark.platform.messaging.deadletter;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.platform.messaging.inbox.InboxMode;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What is parked, with which cause; and what never is. */
class ParkingIT extends DeadLetterSuite {

    private static final String RELEASE = "inventory.release-stock.v1";
    private static final String RESERVE = "inventory.reserve-stock.v1";
    private static final String ID = "0190b5c0-0000-7000-8000-000000000001";

    private static KafkaProbe probe;

    @Autowired
    private HikariDataSource pool;

    @BeforeAll
    static void openProbe() {
        probe = Servers.kafka().probe();
    }

    @AfterAll
    static void closeProbe() {
        probe.close();
    }

    @Test
    void undecodableBytes() {
        send(key, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, '{'}, RELEASE);
        assertThat(awaitParked(key).path("cause").asString()).contains("no valid TestCommand");
    }

    @Test
    void aRecordWithoutAValue() {
        send(key, null, RELEASE);
        JsonNode letter = awaitParked(key);
        assertThat(letter.path("cause").asString()).contains("no value where TestCommand was expected");
        assertThat(letter.path("payloadBytes").asInt()).isZero();
    }

    @Test
    void theValueNull() {
        send(key, "null".getBytes(), RELEASE);
        assertThat(awaitParked(key).path("cause").asString()).contains("null where TestCommand was expected");
    }

    @Test
    void aTypeNobodyKnows() {
        send(key, "{}".getBytes(), "inventory.never-heard-of.v1");
        assertThat(awaitParked(key).path("cause").asString()).isEqualTo("unknown type 'inventory.never-heard-of.v1'");
    }

    @Test
    void noTypeAtAll() {
        probe.send(Topics.INVENTORY_COMMANDS, key, "{}", Map.of());
        assertThat(awaitParked(key).path("cause").asString()).isEqualTo("unknown type ''");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orderId\":\"no id\",\"lines\":[]}",
                "{\"orderId\":17,\"lines\":{}}",
                "[]",
                "\"text\"",
                "{\"orderId\":\"" + ID + "\"}", // its lines are missing: found out where they are used
                "{\"orderId\":\"" + ID + "\",\"lines\":[]}" // readable, and asks for what makes no sense
            })
    void theWrongSchema(String json) {
        send(key, json.getBytes(), RESERVE);
        assertThat(awaitParked(key).path("cause").asString()).isNotBlank();
    }

    @Test
    void deepNesting() {
        send(key, ("{\"orderId\":" + "[".repeat(100_000)).getBytes(), RELEASE);
        assertThat(awaitParked(key).path("cause").asString()).contains("no valid TestCommand");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a\\u0000b", "a\\ud800b"})
    void aCauseThatQuotesWhatNoDatabaseTakes(String escape) {
        send(key, ("{\"orderId\":\"" + escape + "\"}").getBytes(), RELEASE);
        assertThat(awaitParked(key).path("cause").asString()).contains("no valid TestCommand");
    }

    @Test
    void aMegabyteOfGarbageIsParkedAsItIs() {
        byte[] megabyte = new byte[1_000_000];
        java.util.Arrays.fill(megabyte, (byte) 'x');
        send(key, megabyte, RELEASE);

        JsonNode letter = awaitParked(key);

        assertThat(letter.path("payloadBytes").asInt()).isEqualTo(1_000_000);
        assertThat(call("GET", "/" + letter.path("id").asString(), null)
                        .expect(200)
                        .path("payload")
                        .asString())
                .hasSize(1_000_000);
    }

    @Test
    void aMegabyteThatMakesSenseIsHandled() {
        String json = "{\"orderId\":\"" + ID + "\",\"addedLater\":\"" + "x".repeat(1_000_000) + "\"}";
        send(key, json.getBytes(), RELEASE);

        await().atMost(PATIENCE).until(() -> effects(key).size() == 1);
        assertThat(count(key)).isZero();
    }

    @Test
    void aKeyLongerThanAnyIndexTakes() {
        String longKey = key + random(20_000);
        send(longKey, "{".getBytes(), RELEASE);
        send(longKey + "!", "{".getBytes(), RELEASE);

        String pattern = key + "%";
        await().atMost(PATIENCE)
                .until(() ->
                        jdbc.queryForObject("SELECT count(*) FROM dead_letter WHERE key LIKE ?", Integer.class, pattern)
                                == 2);
        List<String> keys =
                jdbc.queryForList("SELECT DISTINCT key FROM dead_letter WHERE key LIKE ?", String.class, pattern);
        assertThat(keys)
                .as("told apart by their ends")
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).hasSizeLessThan(400));
        assertThat(jdbc.queryForList("SELECT record_key FROM dead_letter WHERE key LIKE ?", String.class, pattern))
                .contains(longKey);
        assertThat(list(keys.getFirst())).hasSize(1);
    }

    @Test
    void laterMessagesOfTheKeyWaitInOrderAndOthersAreNotHeldUp() {
        List<IncomingMessage> batch = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> message("n" + i % 50 + "-" + key))
                .toList());
        List<IncomingMessage> ofKey = messages(key, 3);
        batch.add(100, ofKey.get(0));
        batch.add(200, ofKey.get(1));
        batch.add(502, ofKey.get(2));
        steps.poison.add(ofKey.getFirst().id());
        run(messages("warm-" + key, 500));

        long from = System.nanoTime();
        run(batch);
        Duration took = Duration.ofNanos(System.nanoTime() - from);

        assertThat(jdbc.queryForObject("SELECT count(*) FROM effect WHERE key LIKE ?", Integer.class, "n%-" + key))
                .isEqualTo(500);
        assertThat(list(key).stream().map(letter -> letter.path("messageId").asString()))
                .containsExactlyElementsOf(
                        idsOf(ofKey).stream().map(UUID::toString).toList());
        assertThat(took).as("what it costs the neighbours, all of them").isLessThan(Duration.ofSeconds(4));
    }

    /** SQLSTATEs of a database in trouble: the batch comes again and again, and nothing is parked. */
    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "25006", "53100", "53200", "53300", "57014", "57P01", "57P03", "58030", "XX001", "XX002"
            })
    void aDatabaseInTroubleParksNothing(String state) {
        List<IncomingMessage> batch = messages(key, 3);
        steps.sqlToCome.add("DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '" + state + "'; END $$");

        assertThatThrownBy(() -> run(batch)).isInstanceOf(RuntimeException.class);

        assertThat(effects(key)).isEmpty();
        run(batch);
        assertThat(effects(key)).isEqualTo(idsOf(batch));
        assertThat(count(key)).isZero();
    }

    @Test
    void aStatementThatIsCancelledBecauseItTookTooLongParksNothing() {
        List<IncomingMessage> batch = messages(key, 3);
        steps.sqlToCome.add("SET LOCAL statement_timeout = 20; SELECT pg_sleep(60)");

        assertThatThrownBy(() -> run(batch)).isInstanceOf(RuntimeException.class);

        run(batch);
        assertThat(effects(key)).isEqualTo(idsOf(batch));
        assertThat(count(key)).isZero();
    }

    @Test
    void aMigrationUnderAPreparedStatementParksNothing() {
        List<IncomingMessage> batch = messages(key, 3);
        try (HikariDataSource one = poolOf(pool.getJdbcUrl())) {
            JdbcTemplate onIt = new JdbcTemplate(one);
            onIt.execute("CREATE TABLE migrated (id int)");
            for (int i = 0; i < 10; i++) { // so often that driver and server keep the plan
                onIt.queryForList("SELECT * FROM migrated WHERE id = ?", 1);
            }
            jdbc.execute("ALTER TABLE migrated ADD COLUMN name text");
            BatchRunner<?> runner =
                    runner(one, delivery -> onIt.queryForList("SELECT * FROM migrated WHERE id = ?", 1));

            // The pool drops a connection that says so, and its rollback fails.
            assertThatThrownBy(() -> run(runner, batch))
                    .isInstanceOfSatisfying(
                            TransactionSystemException.class,
                            e -> assertThat(e.getApplicationException())
                                    .hasMessageContaining("cached plan must not change"));

            run(runner, batch);
        } finally {
            jdbc.execute("DROP TABLE migrated");
        }
        assertThat(effects(key)).isEqualTo(idsOf(batch));
        assertThat(count(key)).isZero();
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfASingleMessageParksNothing() {
        List<IncomingMessage> batch = messages(key, 1);
        steps.sqlToCome.add("SELECT pg_terminate_backend(pg_backend_pid())");

        assertThatThrownBy(() -> run(batch)).isInstanceOf(RuntimeException.class);

        run(batch);
        assertThat(effects(key)).isEqualTo(idsOf(batch));
        assertThat(count(key)).isZero();
    }

    @Test
    void aPoolWithoutAFreeConnectionParksNothing() throws Exception {
        List<IncomingMessage> batch = messages(key, 3);
        try (HikariDataSource small = poolOf(pool.getJdbcUrl())) {
            try (Connection only = small.getConnection()) {
                assertThat(only.isValid(5)).isTrue();
                assertThatThrownBy(() -> run(runner(small), batch)).isInstanceOf(RuntimeException.class);
            }
            run(runner(small), batch);
        }
        assertThat(effects(key)).isEqualTo(idsOf(batch));
        assertThat(count(key)).isZero();
    }

    @Test
    void aDatabaseThatRefusesConnectionsParksNothing() {
        List<IncomingMessage> batch = messages(key, 3);
        try (HikariDataSource nowhere = poolOf("jdbc:postgresql://localhost:1/steps")) {
            assertThatThrownBy(() -> run(runner(nowhere), batch)).isInstanceOf(RuntimeException.class);
        }
        run(batch);
        assertThat(effects(key)).isEqualTo(idsOf(batch));
        assertThat(count(key)).isZero();
    }

    private HikariDataSource poolOf(String url) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(url);
        dataSource.setUsername(pool.getUsername());
        dataSource.setPassword(pool.getPassword());
        dataSource.setMaximumPoolSize(1);
        dataSource.setConnectionTimeout(300);
        dataSource.setInitializationFailTimeout(-1);
        return dataSource;
    }

    private BatchRunner<?> runner(HikariDataSource dataSource) {
        return runner(dataSource, delivery -> {});
    }

    private BatchRunner<?> runner(HikariDataSource dataSource, Consumer<Delivery> whileHandling) {
        EffectHandler handler = new EffectHandler(new JdbcTemplate(dataSource), "steps", Topics.INVENTORY_COMMANDS);
        handler.whileHandling = whileHandling;
        return runners.runnerFor(handler, dataSource, new JdbcTransactionManager(dataSource), InboxMode.MESSAGE_ID);
    }

    private static void send(String key, byte[] value, String type) {
        probe.send(Topics.INVENTORY_COMMANDS, key, value, Map.of("ce_type", type));
    }

    private JsonNode awaitParked(String key) {
        await().atMost(PATIENCE).until(() -> count(key) == 1);
        JsonNode letter = list(key).getFirst();
        probe.send(
                Topics.INVENTORY_COMMANDS,
                key,
                "{\"orderId\":\"" + ID + "\"}",
                Map.of("ce_type", RELEASE, "ce_id", ids.next().toString()));
        await("what follows waits behind it").atMost(PATIENCE).until(() -> count(key) == 2);
        assertThat(effects(key)).isEmpty();
        return letter;
    }

    /** Doesn't compress, so that it is as long in the index as it looks. */
    private static String random(int chars) {
        StringBuilder text = new StringBuilder();
        while (text.length() < chars) {
            text.append(UUID.randomUUID());
        }
        return text.toString();
    }
}
