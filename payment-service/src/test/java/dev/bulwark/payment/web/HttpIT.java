package dev.bulwark.payment.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.payment.Commands;
import dev.bulwark.payment.PaymentSuite;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class HttpIT extends PaymentSuite {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestTokens TOKENS = TestTokens.shared();

    @LocalServerPort
    private int port;

    private HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> refund(String token, Object payment, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1/payments/" + payment + "/refunds"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private String operator() {
        return TOKENS.scoped("operator", "ops");
    }

    /** A charged payment of alice's. */
    private UUID charged() {
        UUID order = ids.next();
        Object command = Commands.charge(order, "pm_card_ok");
        try (KafkaProbe kafka = Servers.kafka().probe()) {
            kafka.send(
                    Topics.PAYMENT_COMMANDS,
                    order.toString(),
                    Commands.payload(command),
                    Commands.headers(ids.next(), order, command, Instant.now().plusSeconds(30)));
        }
        await().until(() -> status(order).equals("CHARGED"));
        return order;
    }

    @Test
    void aPaymentIsTheCustomersOwn() throws Exception {
        UUID order = charged();
        String path = "/api/v1/payments/" + paymentId(order);
        HttpResponse<String> own = get(TOKENS.customer("alice"), path);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(json(own).path("orderId").asString()).isEqualTo(order.toString());
        assertThat(json(own).path("status").asString()).isEqualTo("CHARGED");
        assertThat(json(own).path("captured").toString()).isEqualTo("{\"amount\":12990,\"currency\":\"EUR\"}");
        assertThat(own.body()).doesNotContain("alice", "pm_card");

        assertThat(get(operator(), path).statusCode()).isEqualTo(200);
        assertThat(get(null, path).statusCode()).isEqualTo(401);
        HttpResponse<String> others = get(TOKENS.customer("bob"), path);
        HttpResponse<String> missing = get(TOKENS.customer("bob"), "/api/v1/payments/" + ids.next());
        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(json(others).path("title")).isEqualTo(json(missing).path("title"));
        assertThat(get(operator(), "/api/v1/payments/7").statusCode()).isEqualTo(404);
    }

    @Test
    void anOperatorGivesBackInPartsAndNeverMoreThanIsLeft() throws Exception {
        UUID order = charged();
        UUID payment = paymentId(order);
        HttpResponse<String> first = refund(operator(), payment, "k1-" + payment, "{\"amount\": 2990}");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(json(first).path("amount").path("amount").asLong()).isEqualTo(2_990);
        String money = "{\"amount\": {\"amount\": 4000, \"currency\": \"EUR\"}}";
        assertThat(refund(operator(), payment, "k2-" + payment, money).statusCode())
                .isEqualTo(202);

        HttpResponse<String> tooMuch = refund(operator(), payment, "k3-" + payment, "{\"amount\": 6001}");
        assertThat(tooMuch.statusCode()).isEqualTo(422);
        assertThat(json(tooMuch).path("type").asString()).isEqualTo("/problems/refund-too-large");
        assertThat(json(tooMuch).path("left").path("amount").asLong()).isEqualTo(6_000);

        HttpResponse<String> replayed = refund(operator(), payment, "k1-" + payment, "{\"amount\": 2990}");
        assertThat(replayed.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(replayed.body()).isEqualTo(first.body());

        await().untilAsserted(() -> assertThat(row(order)).containsEntry("operator_refunded", 6_990L));
        assertThat(row(order)).containsEntry("refunded", 6_990L).containsEntry("operator_pending", 0L);
        assertThat(row(order).get("settled_at")).isNotNull();
        assertThat(journals(order))
                .containsExactlyInAnyOrder("capture 12990", "operator_refund -2990", "operator_refund -4000");
        assertThat(PSP.entry(key(order)).refunded()).isEqualTo(6_990);
        assertThat(json(get(TOKENS.customer("alice"), "/api/v1/payments/" + payment))
                        .path("refunded")
                        .path("amount")
                        .asLong())
                .isEqualTo(6_990);

        assertThat(refund(operator(), payment, "k4-" + payment, "{\"amount\": 6000}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(refund(operator(), payment, "k5-" + payment, "{\"amount\": 1}")
                        .statusCode())
                .isEqualTo(422);
    }

    /** One key through four spellings of the id used to be four refunds. */
    @Test
    void aKeyRefundsOnceHoweverThePaymentsIdIsSpelled() throws Exception {
        UUID order = charged();
        String payment = paymentId(order).toString();
        String body = "{\"amount\": 1000}";
        HttpResponse<String> first = refund(operator(), payment, "k-" + payment, body);
        assertThat(first.statusCode()).isEqualTo(202);

        for (String same : List.of(payment.toUpperCase(Locale.ROOT), payment.replace("-", "%2D"))) {
            HttpResponse<String> replayed = refund(operator(), same, "k-" + payment, body);
            assertThat(replayed.headers().firstValue("Idempotent-Replayed")).hasValue("true");
            assertThat(replayed.body()).isEqualTo(first.body());
        }
        for (String none : List.of(payment.substring(1), payment + "%20", "%20" + payment, payment.replace("-", ""))) {
            assertThat(refund(operator(), none, "k-" + payment, body).statusCode())
                    .isEqualTo(404);
        }

        await().untilAsserted(() -> assertThat(row(order)).containsEntry("operator_refunded", 1_000L));
        assertThat(journals(order)).containsExactlyInAnyOrder("capture 12990", "operator_refund -1000");
    }

    @Test
    void onlyOperatorsGiveBackAndOnlyWithAKey() throws Exception {
        UUID order = charged();
        UUID payment = paymentId(order);
        assertThat(refund(TOKENS.customer("alice"), payment, "k", "{\"amount\": 1}")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> keyless = refund(operator(), payment, null, "{\"amount\": 1}");
        assertThat(keyless.statusCode()).isEqualTo(400);
        assertThat(json(keyless).path("type").asString()).isEqualTo("/problems/idempotency-key-required");
        assertThat(refund(operator(), ids.next(), "k-unknown", "{\"amount\": 1}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(receivable(order)).isEqualTo(12_990);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"amount\": 0}",
                "{\"amount\": -5}",
                "{\"amount\": 1.5}",
                "{\"amount\": 1.0}",
                "{\"amount\": 1e2}",
                "{\"amount\": -0}",
                "{\"amount\": {\"amount\": 5, \"currency\": \"XXX\"}}",
                "{\"amount\": {\"amount\": 5, \"currency\": \"DEM\"}}",
                "{\"amount\": \"5\"}",
                "{\"amount\": null}",
                "{\"amount\": 5, \"reason\": \"x\"}",
                "{\"amount\": {\"amount\": 5}}",
                "{\"amount\": 9223372036854775808}",
                "{\"amount\": {\"amount\": 5, \"currency\": \"EUR\", \"x\": 1}}",
                "[]"
            })
    void whatMakesNoSenseIs400(String body) throws Exception {
        assertThat(refund(operator(), ids.next(), "k-" + ids.next(), body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anotherCurrencyIsRefusedAndNothingReserved() throws Exception {
        UUID order = charged();
        String money = "{\"amount\": {\"amount\": 4000, \"currency\": \"USD\"}}";
        assertThat(refund(operator(), paymentId(order), "k-" + order, money).statusCode())
                .isEqualTo(400);
        assertThat(row(order)).containsEntry("operator_pending", 0L);
    }

    @Test
    void theAuditReadsPageByPage() throws Exception {
        UUID first = charged();
        UUID second = charged();
        String internal = TOKENS.internal("saga-orchestrator");
        assertThat(get(operator(), "/internal/audit/payments").statusCode()).isEqualTo(403);
        JsonNode page = json(get(internal, "/internal/audit/payments?limit=1&after=" + before(first)));
        assertThat(page.path("items")).hasSize(1);
        JsonNode line = page.path("items").get(0);
        assertThat(line.path("orderId").asString()).isEqualTo(first.toString());
        assertThat(line.path("captured").asLong()).isEqualTo(12_990);
        assertThat(line.has("settledAt")).isTrue();
        JsonNode next = json(get(
                internal,
                "/internal/audit/payments?limit=1&after="
                        + page.path("nextAfter").asString()));
        assertThat(next.path("items").get(0).path("orderId").asString()).isEqualTo(second.toString());
        assertThat(get(internal, "/internal/audit/payments?limit=5001").statusCode())
                .isEqualTo(400);
    }

    private static UUID before(UUID id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() - 1);
    }

    @Test
    void theAuditFindsWhatSomebodyDidToTheLedger() throws Exception {
        UUID order = charged();
        String internal = TOKENS.internal("saga-orchestrator");
        JsonNode straight = json(get(internal, "/internal/audit/ledger"));
        assertThat(straight.path("sum").asLong()).isZero();
        assertThat(straight.path("examined").asLong()).isPositive();
        assertThat(straight.path("unbalanced")).isEmpty();
        assertThat(straight.path("mismatched")).isEmpty();

        List<String> corruption = List.of(
                "ALTER TABLE ledger_posting DISABLE TRIGGER USER",
                "UPDATE ledger_posting SET amount = amount + 5 WHERE account = 'psp_receivable' AND order_id = '"
                        + order + "'");
        corruption.forEach(sql -> jdbc.sql(sql).update());
        try {
            JsonNode crooked = json(get(internal, "/internal/audit/ledger"));
            assertThat(crooked.path("sum").asLong()).isEqualTo(5);
            assertThat(crooked.path("unbalanced").get(0).path("sum").asLong()).isEqualTo(5);
            assertThat(crooked.path("mismatched").get(0).path("orderId").asString())
                    .isEqualTo(order.toString());
            assertThat(crooked.path("mismatched").get(0).path("ledgerCaptured").asLong())
                    .isEqualTo(12_995);
        } finally {
            jdbc.sql("UPDATE ledger_posting SET amount = amount - 5 WHERE account = 'psp_receivable' AND order_id = ?")
                    .param(order)
                    .update();
            jdbc.sql("ALTER TABLE ledger_posting ENABLE TRIGGER USER").update();
        }
    }
}
