package dev.bulwark.platform.messaging.deadletter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.TestCommand;
import dev.bulwark.platform.messaging.inbox.BatchListener;
import dev.bulwark.platform.messaging.inbox.BatchListeners;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import dev.bulwark.platform.messaging.inbox.InboxMode;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestDatabase;
import dev.bulwark.testing.TestTokens;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service with a consumer on its own database, and another, guarded by versions, on a second one. Tests keep apart by their keys. */
@SpringBootTest(
        classes = DeadLetterSuite.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=stepping-service",
            "spring.flyway.locations=classpath:db/migration/platform",
            "spring.threads.virtual.enabled=true",
            "spring.datasource.hikari.connection-timeout=3000",
            "bulwark.ops.service=steps",
            "bulwark.deadline.default-budget=2m",
            "bulwark.deadline.longest-budget=10m"
        })
abstract class DeadLetterSuite {

    static final String PATH = "/ops/steps/dead-letters";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** The common pool has a single thread on a machine of two cores. */
    static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private static TestDatabase database;
    private static TestDatabase viewDatabase;

    /** Connections of the tests' own. */
    static JdbcTemplate jdbc;

    static JdbcTemplate viewJdbc;

    final String key = "k-" + UUID.randomUUID();

    @Autowired
    EffectHandler steps;

    @Autowired
    View view;

    @Autowired
    BatchRunners runners;

    @Autowired
    @Qualifier("viewDataSource")
    DataSource viewDataSource;

    @Autowired
    @Qualifier("viewTransactions")
    PlatformTransactionManager viewTransactions;

    @Autowired
    MessageFactory factory;

    @Autowired
    Ids ids;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = ServiceTestProperties.register(registry, "steps");
        viewDatabase = Servers.postgres().newDatabase("steps_view");
        jdbc = new JdbcTemplate(database.dataSource());
        viewJdbc = new JdbcTemplate(viewDatabase.dataSource());
        registry.add("view.url", viewDatabase::serviceUrl);
        registry.add("view.user", viewDatabase::user);
        registry.add("view.password", viewDatabase::password);
    }

    @AfterEach
    void behave() {
        for (EffectHandler handler : List.of(steps, view.handler())) {
            handler.poison.clear();
            handler.sqlToCome.clear();
            handler.whileHandling = delivery -> {};
        }
    }

    /** Not a bean of its own: a listener on the first database would be made for it. */
    record View(EffectHandler handler) {}

    BatchRunner<?> stepsRunner() {
        return runners.runnerFor(steps);
    }

    BatchRunner<?> viewRunner() {
        return runners.runnerFor(view.handler(), viewDataSource, viewTransactions, InboxMode.VERSION_GUARDED);
    }

    IncomingMessage message(String key) {
        return message(key, ids.next());
    }

    IncomingMessage message(String key, UUID id) {
        OutgoingMessage message = outgoing(key);
        message.headers().put("ce_id", id.toString());
        return new IncomingMessage(
                message.topic(), 0, 0, Instant.now(), key, id, true, message.headers(), message.payload());
    }

    List<IncomingMessage> messages(String key, int count) {
        return IntStream.range(0, count).mapToObj(i -> message(key)).toList();
    }

    OutgoingMessage outgoing(String key) {
        return factory.command(
                Topics.INVENTORY_COMMANDS, key, new TestCommand(ids.next()), "saga", "saga:stock", null, null);
    }

    /** Parks the messages, which are of one key, as a listener does: the first can't be handled, the others wait behind it. */
    List<IncomingMessage> parked(String key, int count) {
        List<IncomingMessage> messages = messages(key, count);
        steps.poison.add(messages.getFirst().id());
        run(messages);
        assertThat(count(key)).isEqualTo(count);
        return messages;
    }

    void run(List<IncomingMessage> messages) {
        run(stepsRunner(), messages);
    }

    static void run(BatchRunner<?> runner, List<IncomingMessage> messages) {
        try {
            runner.run(messages);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<UUID> idsOf(List<IncomingMessage> messages) {
        return messages.stream().map(IncomingMessage::id).toList();
    }

    static List<UUID> effects(String key) {
        return jdbc.queryForList("SELECT message_id FROM effect WHERE key = ? ORDER BY position", UUID.class, key);
    }

    static int count(String key) {
        return jdbc.queryForObject("SELECT count(*) FROM dead_letter WHERE key = ?", Integer.class, key);
    }

    static boolean isParked(String key) {
        return jdbc.queryForObject("SELECT count(*) FROM parked_key WHERE key = ?", Integer.class, key) == 1;
    }

    static void awaitALockIsWaitedFor() {
        await("somebody to wait for the key's lock")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.queryForObject("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%parked_key%'
                        """, Integer.class) > 0);
    }

    /** Stops whoever handles the message, until {@link Gate#open()}. */
    Gate gateAt(EffectHandler handler, UUID messageId) {
        Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
        handler.whileHandling = delivery -> {
            if (delivery.message().id().equals(messageId)) {
                gate.reached.countDown();
                gate.pass();
            }
        };
        return gate;
    }

    record Gate(CountDownLatch reached, CountDownLatch opened) {

        void awaitReached() {
            awaitLatch(reached);
        }

        void open() {
            opened.countDown();
        }

        private void pass() {
            awaitLatch(opened);
        }

        private static void awaitLatch(CountDownLatch latch) {
            try {
                if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody came");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    JsonNode redrive(String json) {
        return call("POST", "/redrive", json).expect(200);
    }

    JsonNode redriveKey(String key) {
        return redrive("{\"key\":\"" + key + "\",\"max\":100}");
    }

    CompletableFuture<JsonNode> redriveKeyMeanwhile(String key) {
        return CompletableFuture.supplyAsync(() -> redriveKey(key), THREADS);
    }

    CompletableFuture<Void> runMeanwhile(IncomingMessage... messages) {
        return CompletableFuture.runAsync(() -> run(List.of(messages)), THREADS);
    }

    /** The parked messages of the key, as operators see them. */
    List<JsonNode> list(String key) {
        return call("GET", "?key=" + encoded(key), null)
                .expect(200)
                .path("items")
                .valueStream()
                .toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer call(String method, String path, String json) {
        return send(request(method, PATH + path, json));
    }

    /** As an operator. */
    HttpRequest.Builder request(String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .setHeader("Authorization", "Bearer " + TestTokens.shared().scoped("operator", "ops"))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        return json == null ? request : request.header("Content-Type", "application/json");
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    record Answer(int status, String text) {

        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }

        JsonNode expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return text.isEmpty() ? JsonMapper.shared().nullNode() : json();
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({MessagingConfiguration.class, WebPlatformConfiguration.class})
    static class Service {

        @Bean
        EffectHandler steps(JdbcTemplate jdbc) {
            jdbc.execute(EffectHandler.TABLE);
            return new EffectHandler(jdbc, "steps", Topics.INVENTORY_COMMANDS);
        }

        @Bean(defaultCandidate = false)
        HikariDataSource viewDataSource(
                @Value("${view.url}") String url,
                @Value("${view.user}") String user,
                @Value("${view.password}") String password) {
            HikariDataSource dataSource = new HikariDataSource();
            dataSource.setJdbcUrl(url);
            dataSource.setUsername(user);
            dataSource.setPassword(password);
            dataSource.setMaximumPoolSize(5);
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration/platform")
                    .load()
                    .migrate();
            new JdbcTemplate(dataSource).execute(EffectHandler.TABLE);
            return dataSource;
        }

        @Bean(defaultCandidate = false)
        PlatformTransactionManager viewTransactions(@Qualifier("viewDataSource") DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        View view(@Qualifier("viewDataSource") DataSource database) {
            return new View(new EffectHandler(new JdbcTemplate(database), "steps-view", Topics.PAYMENT_COMMANDS));
        }

        @Bean
        BatchListener viewListener(
                BatchListeners listeners,
                View view,
                @Qualifier("viewDataSource") DataSource database,
                @Qualifier("viewTransactions") PlatformTransactionManager transactions) {
            return listeners.create(view.handler(), database, transactions, InboxMode.VERSION_GUARDED);
        }
    }
}
