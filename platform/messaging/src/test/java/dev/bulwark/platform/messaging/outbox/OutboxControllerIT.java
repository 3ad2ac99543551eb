package dev.bulwark.platform.messaging.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestTokens;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(
        classes = OutboxControllerIT.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=sending-service",
            "spring.flyway.locations=classpath:db/migration/platform",
            "spring.datasource.hikari.connection-timeout=3000",
            "bulwark.ops.service=sending"
        })
class OutboxControllerIT {

    private static final String PATH = "/ops/sending/outbox";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        ServiceTestProperties.register(registry, "sending");
    }

    @Test
    void aKeyThatNoBrokerTakesIsShownAndGoesOnOnceItIsMendedAndFreed() throws Exception {
        String topic = Servers.kafka().newTopic("narrow");
        limit(topic, 2_000);
        commit(message(topic, "bad", "x".repeat(5_000)), message(topic, "bad", "behind"), message(topic, "good", "1"));
        await().atMost(PATIENCE).until(() -> payloads(topic, "good").contains("1"));
        await("what was sent is deleted, a moment after the broker has it")
                .atMost(PATIENCE)
                .until(() -> status().path("pending").asInt() == 2
                        && status().path("blockedKeyCount").asInt() == 1);

        JsonNode status = status();
        assertThat(status.path("oldestAgeSeconds").asInt()).isNotNegative();
        JsonNode blocked = status.path("blockedKeys").get(0);
        assertThat(blocked.path("topic").asString()).isEqualTo(topic);
        assertThat(blocked.path("key").asString()).isEqualTo("bad");
        assertThat(blocked.path("pending").asInt()).isEqualTo(2);
        assertThat(blocked.path("reason").asString()).isNotBlank();
        Instant blockedAt = Instant.parse(blocked.path("blockedAt").asString());

        String freed = "{\"topic\":\"%s\",\"key\":\"bad\",\"reason\":\"%s\"}";
        assertThat(unblock(freed.formatted(topic, "let us see")).statusCode()).isEqualTo(204);
        await("it is as bad as before")
                .atMost(PATIENCE)
                .until(() -> status().path("blockedKeys")
                        .valueStream()
                        .anyMatch(key ->
                                Instant.parse(key.path("blockedAt").asString()).isAfter(blockedAt)));

        limit(topic, 1_000_000);
        assertThat(unblock(freed.formatted(topic, "the topic takes more now")).statusCode())
                .isEqualTo(204);
        await().atMost(PATIENCE).until(() -> status().path("pending").asInt() == 0);
        assertThat(payloads(topic, "bad"))
                .as("what was sent along with it at first comes again, in its place")
                .endsWith("x".repeat(5_000), "behind");
        assertThat(unblock(freed.formatted(topic, "again")).statusCode()).isEqualTo(404);
        assertThat(jdbc.queryForList(
                        "SELECT actor || ': ' || reason FROM operator_action WHERE target LIKE ? ORDER BY id",
                        String.class,
                        "%" + topic))
                .containsExactly("operator: let us see", "operator: the topic takes more now");
    }

    @Test
    void theOwnerOfTheRelayIsTold() {
        await().atMost(PATIENCE).until(() -> status().has("relayOwner"));

        JsonNode status = status();

        assertThat(status.path("relayOwner").asString()).startsWith("sending-service-");
        assertThat(status.path("relayToken").asLong()).isPositive();
        assertThat(Instant.parse(status.path("leaseExpiresAt").asString()))
                .isAfter(Instant.now().minusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}                                       | /topic /key /reason",
                "{'topic':'t','key':'k'}                  | /reason",
                "{'topic':'t','key':'k','reason':'  '}    | /reason",
                "{'topic':'','key':'k','reason':'so'}     | /topic",
                "{'topic':'t','key':'k','why':'so'}       | /why"
            })
    void whatMakesNoSenseIsRefused(String json, String pointers) {
        HttpResponse<String> answer = unblock(json.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly(pointers.split(" "));
    }

    @Test
    void onlyOperatorsMayLookOrAct() {
        String alice = TestTokens.shared().customer("alice");
        assertThat(call(alice, "GET", PATH, null).statusCode()).isEqualTo(403);
        assertThat(call(alice, "POST", PATH + "/unblock", "{}").statusCode()).isEqualTo(403);
    }

    private void commit(OutgoingMessage... messages) {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> outbox.add(List.of(messages)));
    }

    private static OutgoingMessage message(String topic, String key, String text) {
        Map<String, String> headers = Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "test.counted.v1");
        return new OutgoingMessage(topic, key, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> payloads(String topic, String key) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return probe.records(topic, key).stream().map(KafkaProbe::text).toList();
        }
    }

    private static void limit(String topic, int maxMessageBytes) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka().bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            Stream.of(new AlterConfigOp(
                                            new ConfigEntry(
                                                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                                    Integer.toString(maxMessageBytes)),
                                            AlterConfigOp.OpType.SET))
                                    .toList()))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private JsonNode status() {
        HttpResponse<String> answer = call(operator(), "GET", PATH, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> unblock(String json) {
        return call(operator(), "POST", PATH + "/unblock", json);
    }

    private static String operator() {
        return TestTokens.shared().scoped("operator", "ops");
    }

    private HttpResponse<String> call(String token, String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({MessagingConfiguration.class, WebPlatformConfiguration.class})
    static class Service {}
}
