package dev.bulwark.platform.messaging.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.TestCommand;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.StatementCount;
import dev.bulwark.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Inbox, batch runner, listener and relay together, on a real database and a real broker. */
@SpringBootTest(
        classes = InboxIT.Service.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.application.name=counting-service",
            "spring.flyway.locations=classpath:db/migration/platform"
        })
class InboxIT {

    private static TestDatabase database;

    /** Connections of the test's own: those of the service's pool are dropped under it. */
    private static JdbcTemplate jdbc;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private BatchRunners runners;

    @Autowired
    private CountingHandler handler;

    @Autowired
    private MessageCodec codec;

    @Autowired
    private MessageFactory factory;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Ids ids;

    @Autowired
    private PlatformTransactionManager transactions;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = ServiceTestProperties.register(registry, "inbox");
        jdbc = new JdbcTemplate(database.dataSource());
    }

    @BeforeEach
    void tableOfEffects() {
        jdbc.execute(
                "CREATE TABLE IF NOT EXISTS effect (message_id uuid PRIMARY KEY, key text NOT NULL, position bigserial)");
        jdbc.execute("TRUNCATE effect, dead_letter, parked_key");
        handler.poison = "";
    }

    @Test
    void fiveHundredMessagesAreOneTransactionAndFewStatements() throws Exception {
        BatchRunner<List<Delivery>> runner = runners.runnerFor(handler);
        runner.run(List.of(message("warm-up")));
        List<IncomingMessage> batch =
                IntStream.range(0, 500).mapToObj(i -> message("k" + i)).toList();

        StatementCount count = StatementCount.on(database)
                .ignoring(query -> query.contains("relay_lease") || query.contains("FROM outbox"));
        runner.run(batch);

        assertThat(count.statements()).as(count.toString()).isBetween(1L, 12L);
        assertThat(effects()).isEqualTo(501);
    }

    @Test
    void everyMessageFiveTimesShuffledOverTwoRunnersTakesEffectOnce() {
        List<IncomingMessage> messages =
                IntStream.range(0, 200).mapToObj(i -> message("k" + i % 20)).toList();
        List<IncomingMessage> five = new ArrayList<>(
                Collections.nCopies(5, messages).stream().flatMap(List::stream).toList());
        Collections.shuffle(five, new Random(11));

        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> runInBatchesOf(37, five.reversed()));
        runInBatchesOf(23, five);
        other.join();

        assertThat(effects()).isEqualTo(200);
        assertThat(parked()).isZero();
    }

    @Test
    void aPoisonousMessageOnTheTopicIsParkedWithItsCauseAndOtherKeysFlow() {
        handler.poison = "k3";
        List<OutgoingMessage> sent =
                IntStream.range(0, 100).mapToObj(i -> outgoing("k" + i % 10)).toList();
        new TransactionTemplate(transactions).executeWithoutResult(status -> outbox.add(sent));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(effects()).isEqualTo(90));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(parked()).isEqualTo(10));
        assertThat(jdbc.queryForObject("SELECT cause FROM dead_letter ORDER BY id LIMIT 1", String.class))
                .contains("poison");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM dead_letter WHERE cause IS NULL", Integer.class))
                .isEqualTo(9);
        List<String> idsInOrder = sent.stream()
                .filter(m -> m.key().equals("k3"))
                .map(m -> m.id().toString())
                .toList();
        assertThat(jdbc.queryForList("SELECT message_id::text FROM dead_letter ORDER BY id", String.class))
                .isEqualTo(idsInOrder);
        assertThat(jdbc.queryForList(
                        "SELECT message_id::text FROM effect WHERE key = 'k4' ORDER BY position", String.class))
                .isEqualTo(sent.stream()
                        .filter(m -> m.key().equals("k4"))
                        .map(m -> m.id().toString())
                        .toList());
    }

    @Test
    void recordsThatNobodyOfOursWroteAreParkedAndNothingStops() {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            probe.send(
                    Topics.INVENTORY_COMMANDS,
                    "foreign-1",
                    "not json",
                    Map.of("ce_type", "inventory.release-stock.v1", "line", "a\nb"));
            probe.send(Topics.INVENTORY_COMMANDS, "foreign-2", new byte[] {(byte) 0xFF, 0, 1}, Map.of());
            probe.send(Topics.INVENTORY_COMMANDS, null, "{}", Map.of("ce_type", "who.knows.v9", "ce_id", "no id"));
        }
        OutgoingMessage good = outgoing("after");
        new TransactionTemplate(transactions).executeWithoutResult(status -> outbox.add(List.of(good)));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(effects()).isEqualTo(1);
            assertThat(parked()).isEqualTo(3);
        });
    }

    @Test
    void aDatabaseThatDropsItsConnectionsParksNothingAndLosesNothing() {
        List<OutgoingMessage> sent =
                IntStream.range(0, 2_000).mapToObj(i -> outgoing("k" + i % 50)).toList();
        new TransactionTemplate(transactions).executeWithoutResult(status -> outbox.add(sent));
        for (int i = 0; i < 5; i++) {
            dropAllConnections();
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(effects()).isEqualTo(2_000));
        assertThat(parked()).isZero();
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Test
    void theInboxHasItsDaysAndDropsThoseOutOfItsWindow() {
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        LocalDate longAgo = today.minusDays(40);
        String old = "inbox_" + longAgo.toString().replace("-", "");
        jdbc.execute("CREATE TABLE " + old + " PARTITION OF inbox FOR VALUES FROM ('" + longAgo + "') TO ('"
                + longAgo.plusDays(1) + "')");

        new InboxPartitions(database.dataSource(), new InboxWindow(java.time.Clock.systemUTC(), 14)).maintain();

        List<String> partitions = jdbc.queryForList(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'inbox'::regclass", String.class);
        assertThat(partitions)
                .doesNotContain(old)
                .contains(
                        "inbox_" + today.toString().replace("-", ""),
                        "inbox_" + today.plusDays(2).toString().replace("-", ""))
                .hasSizeGreaterThanOrEqualTo(17);
    }

    private void dropAllConnections() {
        try (var connection = Servers.postgres().asSuperuser().connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.name() + "'");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void runInBatchesOf(int size, List<IncomingMessage> messages) {
        BatchRunner<List<Delivery>> runner = runners.runnerFor(handler);
        try {
            for (int i = 0; i < messages.size(); i += size) {
                runner.run(messages.subList(i, Math.min(messages.size(), i + size)));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int effects() {
        return jdbc.queryForObject("SELECT count(*) FROM effect", Integer.class);
    }

    private int parked() {
        return jdbc.queryForObject("SELECT count(*) FROM dead_letter", Integer.class);
    }

    private IncomingMessage message(String key) {
        OutgoingMessage message = outgoing(key);
        return new IncomingMessage(
                message.topic(), 0, 0, Instant.now(), key, message.id(), true, message.headers(), message.payload());
    }

    private OutgoingMessage outgoing(String key) {
        return factory.command(
                Topics.INVENTORY_COMMANDS, key, new TestCommand(ids.next()), "saga", "saga:stock", null, null);
    }

    /** One effect a message: a second one violates the primary key. */
    static final class CountingHandler implements BatchHandler<List<Delivery>> {

        private final JdbcTemplate jdbc;
        private volatile String poison = "";

        CountingHandler(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public String consumer() {
            return "counting";
        }

        @Override
        public String topic() {
            return Topics.INVENTORY_COMMANDS;
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of(TestCommand.class);
        }

        @Override
        public List<Delivery> prefetch(List<Delivery> batch) {
            return new ArrayList<>();
        }

        @Override
        public void handle(Delivery delivery, List<Delivery> work) {
            if (delivery.key().equals(poison)) {
                throw new IllegalStateException("poison");
            }
            work.add(delivery);
        }

        @Override
        public void flush(List<Delivery> work) {
            jdbc.execute((org.springframework.jdbc.core.ConnectionCallback<Integer>) connection -> {
                try (var insert = connection.prepareStatement(
                        "INSERT INTO effect (message_id, key) SELECT * FROM unnest(?::uuid[], ?::text[])")) {
                    insert.setArray(
                            1,
                            connection.createArrayOf(
                                    "uuid",
                                    work.stream().map(d -> d.message().id()).toArray(UUID[]::new)));
                    insert.setArray(
                            2,
                            connection.createArrayOf(
                                    "text", work.stream().map(Delivery::key).toArray()));
                    return insert.executeUpdate();
                }
            });
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(MessagingConfiguration.class)
    static class Service {

        @Bean
        CountingHandler countingHandler(JdbcTemplate jdbc) {
            return new CountingHandler(jdbc);
        }
    }
}
