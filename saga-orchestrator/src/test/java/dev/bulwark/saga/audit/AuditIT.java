package dev.bulwark.saga.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.calls.client.ClientConfiguration;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.saga.SagaProperties;
import dev.bulwark.testing.PlantedCorruption;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit over real HTTP: our own sagas in a real database, the other services small and fake. */
@SpringBootTest(
        classes = AuditIT.AuditOnly.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=saga-orchestrator", "bulwark.audit.page-rows=700"})
class AuditIT {

    /** Two ranges, and a little more than a part of the next. */
    private static final int MANY = 2 * RangeScan.RANGE_ORDERS + 1_000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final FakeServices FAKES = new FakeServices(new SampleWorld(Instant.now()));

    /** No handlers of messages, so that this context doesn't read what belongs to the other suites. */
    @EnableAutoConfiguration
    @EnableConfigurationProperties(SagaProperties.class)
    @Import({
        ClientConfiguration.class,
        MessagingConfiguration.class,
        WebPlatformConfiguration.class,
        AuditConfiguration.class
    })
    static class AuditOnly {}

    @Autowired
    private JdbcTemplate jdbc;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        ServiceTestProperties.register(registry, "sagas");
        for (String service : List.of("orders", "payments", "inventory", "shipping", "simulators")) {
            registry.add("bulwark.urls." + service, () -> FAKES.url(service));
        }
    }

    @AfterAll
    static void stop() {
        FAKES.close();
        HTTP.shutdownNow();
    }

    @Test
    void a_sound_platform_is_ok() throws Exception {
        SampleWorld world = new SampleWorld(Instant.now());
        world.confirmed(60);
        world.rejected(60);
        world.cancelled(60);
        world.pending(10);
        show(world);

        JsonNode report = audit("", 200);

        assertThat(report.path("findings")).isEmpty();
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("examined").asLong()).isEqualTo(3);
        assertThat(report.path("inFlight").asLong()).isEqualTo(1);
        assertThat(report.path("exceptions").isArray()).isTrue();
        assertThat(Instant.parse(report.path("settledBefore").asString())).isBefore(Instant.now());
    }

    @Test
    void what_is_planted_in_our_database_is_found_and_gone_again_when_taken_back() throws Exception {
        SampleWorld world = new SampleWorld(Instant.now());
        UUID order = world.confirmed(60);
        show(world);
        List<PlantedCorruption> ours = PlantedCorruption.ALL.stream()
                .filter(corruption -> corruption.database().equals("sagas"))
                .map(corruption -> corruption.about(order, new UUID(-1, -1)))
                .toList();
        assertThat(ours).extracting(PlantedCorruption::invariant).contains("I1", "I4");

        for (PlantedCorruption corruption : ours) {
            corruption.statements().forEach(jdbc::execute);
            assertFound(audit("", 200), corruption.invariant(), corruption.found());
            corruption.undo().forEach(jdbc::execute);
            assertThat(audit("", 200).path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void a_saga_that_was_stuck_for_long_has_its_time_again() throws Exception {
        SampleWorld world = new SampleWorld(Instant.now());
        UUID order = world.pending(10);
        show(world);
        jdbc.update("UPDATE saga SET started_at = now() - interval '1 hour' WHERE id = ?", order);
        assertFound(audit("", 200), "I4", order.toString());

        jdbc.update("UPDATE saga SET freed_at = now() - interval '20 s' WHERE id = ?", order);

        assertThat(audit("", 200).path("findings")).isEmpty();
    }

    @Test
    void an_abandoned_saga_is_listed_with_who_and_why() throws Exception {
        SampleWorld world = new SampleWorld(Instant.now());
        UUID order = world.abandoned(60, "unread");
        UUID retried = world.cancelled(60);
        show(world);
        sign(order, 7, "RETRY_ASKED", "bob", "first try");
        sign(order, 9, "ABANDONMENT_ASKED", "ann", "ticket 4711");
        sign(retried, 4, "RETRY_ASKED", "bob", "the network was away");

        JsonNode report = audit("", 200);

        assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.path("exceptionCount").asLong()).isEqualTo(1);
        assertThat(report.path("exceptions")).singleElement().satisfies(excused -> {
            assertThat(excused.path("id").asString()).isEqualTo(order.toString());
            assertThat(excused.path("operator").asString()).isEqualTo("ann");
            assertThat(excused.path("reason").asString()).isEqualTo("ticket 4711");
            assertThat(excused.path("leftovers")).hasSize(3);
        });
    }

    private void sign(UUID saga, int seq, String cause, String operator, String reason) {
        jdbc.update("""
                INSERT INTO saga_log (saga_id, seq, at, cause, kind, phase, attempt, operator, reason)
                VALUES (?, ?, now(), ?, 'MOVED', 'REJECTING_ORDER', 1, ?, ?)
                """, saga, seq, cause, operator, reason);
    }

    @Test
    void what_is_wrong_elsewhere_is_found_with_what_to_do() throws Exception {
        SampleWorld world = new SampleWorld(Instant.now());
        UUID order = world.confirmed(60);
        world.charge(order, SampleWorld.TOTAL, 1);
        UUID broken = world.id();
        world.broken.add(broken);
        UUID unseen = world.rejected(60);
        world.remove(Fact.View.class, unseen);
        world.stock = new Books.Stock(1, List.of(new Books.Stock.Flaw("SKU-0001", "1 too many")), null);
        world.outboxes = List.of(new Books.Outbox("any", 4, 61, 0));
        show(world);

        JsonNode report = audit("", 200);

        assertFound(report, "I2", order.toString());
        assertFound(report, "I3", "SKU-0001");
        assertFound(report, "I7", broken.toString());
        assertFound(report, "I7", unseen.toString());
        assertFound(report, "I8", "shipping-service");
        assertThat(report.at("/counts/I2").asLong()).isEqualTo(1);
        assertThat(report.at("/counts/I8").asLong()).isEqualTo(4);
        assertThat(report.at("/findings/0/remedy").asString()).isNotBlank();
    }

    @Test
    void without_an_answer_of_every_source_nothing_is_ok() throws Exception {
        SampleWorld world = new SampleWorld(Instant.now());
        world.confirmed(60);
        world.pending(10); // so that not even their digests are enough
        for (String path : List.of(
                "/orders/internal/audit/orders/digests",
                "/orders/internal/audit/orders/keys/digests",
                "/orders/internal/audit/view/digests",
                "/inventory/internal/audit/reservations/digests",
                "/payments/internal/audit/payments/digests",
                "/shipping/internal/audit/shipments/digests",
                "/orders/internal/audit/orders",
                "/orders/internal/audit/view",
                "/inventory/internal/audit/stock",
                "/payments/internal/audit/ledger",
                "/shipping/internal/audit/outbox",
                "/simulators/psp/book",
                "/orders/internal/audit/idempotency")) {
            show(world);
            FAKES.takeAway(path);
            JsonNode problem = audit("", 503);
            assertThat(problem.path("type").asString()).isEqualTo("/problems/unavailable");
            assertThat(problem.path("source").asString()).isNotBlank();
            assertThat(problem.has("ok")).isFalse();
        }
    }

    @Test
    void only_operators_may_ask_and_only_for_a_moment() throws Exception {
        show(new SampleWorld(Instant.now()));
        assertThat(get("/ops/audit", null).statusCode()).isEqualTo(401);
        assertThat(get("/ops/audit", TestTokens.shared().customer("alice")).statusCode())
                .isEqualTo(403);
        assertThat(audit("?settledBefore=yesterday", 400)
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/settledBefore");
        assertThat(audit("?settledBefore=2026-01-01T00:00:00Z", 200)
                        .path("settledBefore")
                        .asString())
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void our_own_outbox_is_told_to_services() throws Exception {
        HttpResponse<String> answer =
                get("/internal/audit/outbox", TestTokens.shared().internal("x"));
        assertThat(answer.body()).isEqualTo("{\"pending\":0,\"oldestAgeSeconds\":0,\"blockedKeys\":0}");
    }

    @Test
    void where_digests_agree_nothing_is_read() throws Exception {
        SampleWorld world = new SampleWorld(Instant.now());
        for (int i = 0; i < MANY; i++) {
            world.confirmed(60);
        }
        UUID differs = world.all(Fact.Order.class).get(MANY / 2).orderId();
        world.change(
                Fact.Shipment.class,
                differs,
                s -> new Fact.Shipment(
                        differs, s.shipmentId(), Fact.Shipment.ShipmentStatus.CANCELLED, 0, s.settledAt()));
        show(world);

        JsonNode report = audit("", 200);

        assertFound(report, "I5", differs.toString());
        assertThat(report.path("findings")).hasSize(1);
        assertThat(report.path("examined").asLong()).isEqualTo(MANY);
        assertThat(report.path("read").asLong()).isBetween(1L, (long) RangeScan.LEAF_ORDERS);
        JsonNode all = audit("?settledBefore=1970-01-01T00:00:00Z", 200);
        assertThat(all.path("read").asLong()).isEqualTo(MANY);
        assertThat(all.path("inFlight").asLong()).isEqualTo(MANY);
    }

    private void show(SampleWorld world) {
        jdbc.update("DELETE FROM saga");
        jdbc.update("DELETE FROM saga_log");
        List<Object[]> rows = new ArrayList<>();
        for (Fact.Saga saga : world.all(Fact.Saga.class)) {
            rows.add(new Object[] {
                saga.orderId(),
                saga.phase().name(),
                Timestamp.from(saga.startedAt()),
                saga.endedAt() == null ? null : Timestamp.from(saga.endedAt())
            });
        }
        jdbc.batchUpdate("""
                INSERT INTO saga (id, version, phase, attempt, started_at, ended_at, updated_at, state)
                VALUES (?, 1, ?, 0, ?, ?, now(), '{}')
                """, rows);
        FAKES.show(world);
    }

    private static void assertFound(JsonNode report, String invariant, String id) {
        assertThat(report.path("ok").asBoolean()).isFalse();
        assertThat(report.path("findings"))
                .anyMatch(finding -> finding.path("invariant").asString().equals(invariant)
                        && finding.path("id").asString().contains(id));
    }

    private JsonNode audit(String query, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                get("/ops/audit" + query, TestTokens.shared().scoped("operator", "ops"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("X-Timeout-Ms", "60000");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
