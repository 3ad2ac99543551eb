package dev.bulwark.payment.psp;

import java.io.IOException;
import java.net.Socket;
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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.payment.Commands;
import dev.bulwark.payment.FakePsp;
import dev.bulwark.payment.PaymentSuite;
import dev.bulwark.platform.calls.webhook.WebhookSignature;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the provider tells unasked, over HTTP; what it comes to is counted at the provider. */
class WebhooksIT extends PaymentSuite {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String REPLAYED = "Idempotent-Replayed";

    private static KafkaProbe kafka;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void connect() {
        kafka = Servers.kafka().probe();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    /** A charge under way, whose answer will not come for half a minute. */
    private UUID charging(String method) {
        UUID order = ids.next();
        Object command = Commands.charge(order, method);
        kafka.send(
                Topics.PAYMENT_COMMANDS,
                order.toString(),
                Commands.payload(command),
                Commands.headers(ids.next(), order, command, Instant.now().plusSeconds(60)));
        await().until(() -> !PSP.calls(key(order)).isEmpty());
        return order;
    }

    private static String event(String id, String key) {
        return "{\"id\":\"" + id + "\",\"type\":\"charge.captured\",\"key\":\"" + key + "\",\"new\":{\"a\":1}}";
    }

    private HttpResponse<String> hear(String body) throws IOException, InterruptedException {
        return post(body, signature(Instant.now(), body));
    }

    private static String signature(Instant at, String body) {
        return WebhookSignature.of(WebhookProperties.DEVELOPMENT_SECRET, at, body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String body, String signature) throws IOException, InterruptedException {
        return post("application/json", body, signature);
    }

    private HttpResponse<String> post(String contentType, String body, String signature)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/psp"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
        if (signature != null) {
            request.header(WebhookSignature.HEADER, signature);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static long lookups(UUID order) {
        return PSP.calls(key(order)).stream()
                .filter(call -> call.path().equals(FakePsp.LOOKUP))
                .count();
    }

    private boolean isOpen(UUID order, String what) {
        return jdbc.sql("SELECT count(*) FROM intent WHERE id = ?")
                        .param(key(order) + ":" + what)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private boolean isRemembered(String eventId) {
        return jdbc.sql("SELECT count(*) FROM provider_event WHERE id = ?")
                        .param(eventId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void awaitLookups(UUID order, int times) {
        await().untilAsserted(() -> assertThat(lookups(order)).isEqualTo(times));
        await().until(() -> !isOpen(order, "lookup"));
    }

    @Test
    void aChargeThatWasNeverAnsweredIsFoundInTheBookAtOnce() throws Exception {
        UUID order = charging("pm_card_timeout_charged");
        await().until(() -> PSP.entry(key(order)) != null);

        HttpResponse<String> heard = hear(event("evt-" + order, key(order)));

        assertThat(heard.statusCode()).isEqualTo(200);
        assertThat(heard.headers().firstValue(REPLAYED)).isEmpty();
        await().untilAsserted(() -> assertThat(status(order)).isEqualTo("CHARGED"));
        awaitLookups(order, 1);
        assertThat(isOpen(order, "charge"))
                .as("nobody asks for the charge any more")
                .isFalse();
        assertThat(journals(order)).containsExactly("capture 12990");
        await().untilAsserted(() -> assertThat(kafka.records(Topics.SAGA_REPLIES, order.toString()))
                .extracting(reply -> KafkaProbe.header(reply, MessageHeaders.TYPE))
                .containsExactly("payment.charged.v1"));
    }

    @Test
    void aRefusalIsFoundAsWell() throws Exception {
        UUID order = charging("pm_card_timeout_uncharged");
        PSP.decline(key(order));

        hear(event("evt-" + order, key(order)));

        await().untilAsserted(() -> assertThat(status(order)).isEqualTo("REFUSED"));
        assertThat(row(order)).containsEntry("code", "card_declined");
    }

    @Test
    void aReplayHasNoEffect() throws Exception {
        UUID order = charging("pm_card_timeout_uncharged");
        String event = event("evt-" + order, key(order));
        String signature = signature(Instant.now(), event);
        assertThat(post(event, signature).headers().firstValue(REPLAYED)).isEmpty();
        awaitLookups(order, 1);
        assertThat(isOpen(order, "charge")).as("nothing was decided").isTrue();

        HttpResponse<String> replay = post(event, signature);
        assertThat(replay.statusCode()).isEqualTo(200);
        assertThat(replay.headers().firstValue(REPLAYED)).hasValue("true");
        String signedAnew = signature(Instant.now().minusSeconds(60), event);
        assertThat(post(event, signedAnew).headers().firstValue(REPLAYED)).hasValue("true");

        // Only another event has the provider asked again: had a replay, there would be three look-ups.
        PSP.decline(key(order));
        assertThat(hear(event("evt-2-" + order, key(order))).headers().firstValue(REPLAYED))
                .isEmpty();
        awaitLookups(order, 2);
        assertThat(status(order)).isEqualTo("REFUSED");
    }

    @Test
    void ofManyAtOnceOneHasTheEffect() throws Exception {
        UUID order = charging("pm_card_timeout_uncharged");
        String event = event("evt-" + order, key(order));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> posts = IntStream.range(0, 20)
                    .<Callable<HttpResponse<String>>>mapToObj(i -> () -> hear(event))
                    .toList();
            int replayed = 0;
            for (Future<HttpResponse<String>> post : threads.invokeAll(posts)) {
                assertThat(post.get().statusCode()).isEqualTo(200);
                replayed += post.get().headers().firstValue(REPLAYED).isPresent() ? 1 : 0;
            }
            assertThat(replayed).isEqualTo(19);
        }
        awaitLookups(order, 1);
        PSP.decline(key(order));
        hear(event("evt-2-" + order, key(order)));
        awaitLookups(order, 2);
    }

    @Test
    void whatIsNotSignedAsItMustBeIsRefused() throws Exception {
        UUID order = charging("pm_card_timeout_charged");
        String id = "evt-" + order;
        String event = event(id, key(order));
        String good = signature(Instant.now(), event);
        String[] refused = {
            null,
            "nonsense",
            signature(Instant.now(), event + " "),
            WebhookSignature.of("a-secret-of-mallory", Instant.now(), event.getBytes(StandardCharsets.UTF_8)),
            signature(Instant.now().minus(Duration.ofMinutes(6)), event),
            signature(Instant.now().plus(Duration.ofMinutes(6)), event),
            good.replaceFirst("t=[0-9]+", "t=" + (Instant.now().getEpochSecond() + 1))
        };
        for (String signature : refused) {
            HttpResponse<String> answer = post(event, signature);
            assertThat(answer.statusCode()).as(signature).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("X-Signature");
            assertThat(json(answer).path("type").asString()).isEqualTo("/problems/bad-signature");
            assertThat(json(answer).path("detail").asString()).isNotBlank();
        }
        assertThat(isRemembered(id)).isFalse();
        assertThat(lookups(order)).isZero();

        assertThat(post(event, good + ",v1=" + "0".repeat(64)).statusCode())
                .as("one signature of several is enough, and what was refused has used nothing up")
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(status(order)).isEqualTo("CHARGED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=ISO-8859-1",
                "multipart/form-data; boundary=b",
                "text/plain",
                "application/octet-stream"
            })
    void theSignatureIsOfTheBytesWhateverTheirTypeIsSaidToBe(String contentType) throws Exception {
        String event = event("evt-" + ids.next(), key(ids.next())) + " ";
        assertThat(post(contentType, event, signature(Instant.now(), event)).statusCode())
                .isEqualTo(200);
        assertThat(post(contentType, event, signature(Instant.now(), event.strip()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSignatureOfAnyBytesIsForged() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("POST /webhooks/psp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "X-Signature: \u00e2\u0080\u0093\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 401").contains("/problems/bad-signature");
        }
    }

    @Test
    void aHintAboutNothingHasNoEffect() throws Exception {
        UUID order = ids.next();

        HttpResponse<String> heard = hear(event("evt-" + order, key(order)));

        assertThat(heard.statusCode()).isEqualTo(200);
        assertThat(isRemembered("evt-" + order)).isTrue();
        assertThat(isOpen(order, "lookup")).isFalse();
        assertThat(PSP.calls(key(order))).isEmpty();
    }

    @Test
    void anEventAboutSomethingElseIsHeardAndHasNoEffect() throws Exception {
        String event = "{\"id\":\"evt-" + ids.next() + "\",\"type\":\"payout.paid\",\"payout\":{\"amount\":1}}";

        assertThat(hear(event).statusCode()).isEqualTo(200);
        assertThat(hear(event).headers().firstValue(REPLAYED)).hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"id\":\"evt_1\",\"key\":\"\"}",
                "{\"id\":1.5,\"key\":[]}",
                "{\"key\":\"k\"}",
                "{\"id\":\"\",\"key\":\"k\"}",
                "{\"id\":\"a\\u0000b\",\"key\":\"k\"}",
                "{\"id\":\"a\",\"key\":\"a b\"}"
            })
    void whatIsSignedAndMakesNoSenseIs400(String body) throws Exception {
        HttpResponse<String> answer = hear(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void theBodyIsBounded() throws Exception {
        HttpResponse<String> answer = hear(event("evt", "k").replace("captured", "x".repeat(1_100_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void itIsPartOfTheDescription() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs"))
                .build();
        JsonNode post = json(HTTP.send(request, BodyHandlers.ofString()))
                .path("paths")
                .path("/webhooks/psp")
                .path("post");

        assertThat(post.path("summary").asString()).isNotBlank();
        assertThat(post.path("parameters").get(0).path("name").asString()).isEqualTo("X-Signature");
        assertThat(post.at("/requestBody/content/application~1json/schema/$ref").asString())
                .endsWith("/Event");
    }
}
