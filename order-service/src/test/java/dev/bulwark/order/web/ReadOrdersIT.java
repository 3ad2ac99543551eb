package dev.bulwark.order.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.bulwark.order.Incoming;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.testing.TestTokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class ReadOrdersIT extends OrderServiceTestBase {

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    OrderRepublisher republisher;

    private static final String TOKEN = "X-Consistency-Token";

    @Test
    void aTokenIsNeverAnsweredStale() {
        String customer = newCustomer();
        for (int i = 0; i < 10; i++) {
            Answer placed = place(customer, orderOf("SKU-0001", 1));
            UUID id = UUID.fromString(placed.json().path("id").stringValue());
            Answer read = get(customer, "/api/v1/orders/" + id, TOKEN, placed.header(TOKEN));
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.response().body()).isEqualTo(placed.response().body());
            assertThat(read.header("ETag")).isEqualTo("\"1\"");
            Answer asked = cancel(customer, id);
            assertThat(asked.header(TOKEN)).isEqualTo(id + ":2");
            Answer after = get(customer, "/api/v1/orders/" + id, TOKEN, asked.header(TOKEN));
            assertThat(after.json().path("version").intValue()).isEqualTo(2);
            assertThat(after.header("ETag")).isEqualTo("\"2\"");
        }
    }

    @Test
    void withoutATokenAMissIsAnsweredFromTheLogAndAHitFromTheView() {
        String customer = newCustomer();
        UUID id = placed(customer);
        assertThat(get(customer, "/api/v1/orders/" + id).header("X-Read-Source"))
                .isIn("view", "log");
        Awaitility.await()
                .until(() -> get(customer, "/api/v1/orders/" + id)
                        .header("X-Read-Source")
                        .equals("view"));
    }

    @Test
    void aTokenFromTheFutureIsAnsweredFromTheLog() {
        String customer = newCustomer();
        UUID id = placed(customer);
        Answer read = get(customer, "/api/v1/orders/" + id, TOKEN, id + ":99", "X-Timeout-Ms", "2000");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("X-Read-Source")).isEqualTo("log");
        assertThat(get(customer, "/api/v1/orders/" + id, TOKEN, "soon").status())
                .isEqualTo(400);
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        String customer = newCustomer();
        UUID id = placed(customer);
        Answer unchanged = get(customer, "/api/v1/orders/" + id, "If-None-Match", "\"0\", W/\"1\"");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.response().body()).isEmpty();
        assertThat(get(customer, "/api/v1/orders/" + id, "If-None-Match", "*").status())
                .isEqualTo(304);
        assertThat(get(customer, "/api/v1/orders/" + id, "If-None-Match", "\"2\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anothersOrderIsAsAbsentAsOneThatNeverWas() {
        UUID id = placed(newCustomer());
        Answer others = get("mallory", "/api/v1/orders/" + id);
        Answer missing = get("mallory", "/api/v1/orders/" + Incoming.id());
        assertThat(others.status()).isEqualTo(404);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(others.json().path("type")).isEqualTo(missing.json().path("type"));
        assertThat(others.json().path("title")).isEqualTo(missing.json().path("title"));
        assertThat(get("mallory", "/api/v1/orders/" + id + "/events").status()).isEqualTo(404);
        assertThat(get("mallory", "/api/v1/orders/" + id + "/stream").status()).isEqualTo(404);
        assertThat(get("mallory", "/api/v1/orders/" + id + "?asOf=" + Instant.now())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theOrderAsItStood() {
        String customer = newCustomer();
        UUID id = placed(customer);
        Instant placedAt = Instant.parse(
                get(customer, "/api/v1/orders/" + id).json().path("placedAt").stringValue());
        cancel(customer, id);
        Answer then = get(customer, "/api/v1/orders/" + id + "?asOf=" + placedAt);
        assertThat(then.json().path("version").intValue()).isEqualTo(1);
        assertThat(then.header("X-Read-Source")).isEqualTo("log");
        assertThat(get(customer, "/api/v1/orders/" + id + "?asOf=" + placedAt.minusMillis(1))
                        .status())
                .isEqualTo(404);
        assertThat(get(customer, "/api/v1/orders/" + id + "?asOf=yesterday").pointers())
                .containsExactly("/asOf");
    }

    @Test
    void everythingThatHappened() {
        String customer = newCustomer();
        UUID id = placed(customer);
        cancel(customer, id);
        JsonNode items =
                get(customer, "/api/v1/orders/" + id + "/events").json().path("items");
        assertThat(items.valueStream().map(e -> e.path("type").stringValue()))
                .containsExactly("order.placed.v1", "order.cancel-requested.v1");
        assertThat(items.at("/0/data/shippingAddress/city").stringValue()).isEqualTo("Berlin");
        assertThat(items.at("/1/data/reason").stringValue()).isEqualTo("too late for Ada");
        assertThat(items.at("/1/version").intValue()).isEqualTo(2);
    }

    @Test
    void listsAreNewestFirstInPagesAndFiltered() {
        String customer = newCustomer();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Answer placed = place(customer, orderOf(i % 2 == 0 ? "SKU-0001" : "SKU-0002", 1));
            ids.addFirst(placed.json().path("id").stringValue());
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(ids(get(customer, "/api/v1/orders"))).hasSize(5));
        ids.sort(java.util.Comparator.reverseOrder());
        Answer first = get(customer, "/api/v1/orders?limit=2");
        Answer second = get(
                customer,
                "/api/v1/orders?limit=2&cursor="
                        + first.json().path("nextCursor").stringValue());
        Answer third = get(
                customer,
                "/api/v1/orders?limit=2&cursor="
                        + second.json().path("nextCursor").stringValue());
        assertThat(Stream.of(first, second, third).flatMap(page -> ids(page).stream()))
                .containsExactlyElementsOf(ids);
        assertThat(third.json().has("nextCursor")).isFalse();
        assertThat(ids(get(customer, "/api/v1/orders?sku=SKU-0002"))).hasSize(2);
        assertThat(ids(get(customer, "/api/v1/orders?status=CONFIRMED"))).isEmpty();
        assertThat(ids(get(customer, "/api/v1/orders?status=PENDING"))).hasSize(5);
        assertThat(ids(get(customer, "/api/v1/orders?q=walnut"))).hasSize(3);
        assertThat(ids(get(customer, "/api/v1/orders?q=%25"))).isEmpty();
        assertThat(ids(get(customer, "/api/v1/orders?q=Lovelace"))).isEmpty();
        assertThat(ids(get(
                        customer, "/api/v1/orders?placedAfter=" + Instant.now().plusSeconds(60))))
                .isEmpty();
        assertThat(ids(get(
                        customer, "/api/v1/orders?placedBefore=" + Instant.now().plusSeconds(60))))
                .hasSize(5);
        assertThat(ids(get(newCustomer(), "/api/v1/orders"))).isEmpty();
    }

    @Test
    void badFiltersAreRefused() {
        Answer bad = get(
                newCustomer(), "/api/v1/orders?status=LOST&sku=a%20b&placedAfter=x&placedBefore=y&limit=101&cursor=zz");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.pointers())
                .containsExactlyInAnyOrder("/status", "/sku", "/placedAfter", "/placedBefore", "/limit", "/cursor");
        assertThat(get(newCustomer(), "/api/v1/orders?limit=0").status()).isEqualTo(400);
    }

    /** PostgreSQL ends at the year 294276; whoever asked for more got 500. */
    @ParameterizedTest
    @ValueSource(strings = {"%2B300000-01-01T00:00:00Z", "-300000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "infinity"})
    void timesThatNoDatabaseHoldsAreRefusedWithTheRange(String time) {
        String customer = newCustomer();
        UUID id = placed(customer);
        for (String path : List.of(
                "/api/v1/orders?placedAfter=", "/api/v1/orders?placedBefore=", "/api/v1/orders/" + id + "?asOf=")) {
            Answer answer = get(customer, path + time);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.json().path("detail").stringValue())
                    .contains("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z");
        }
        for (String held : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z")) {
            assertThat(get(customer, "/api/v1/orders?placedAfter=" + held + "&placedBefore=" + held)
                            .status())
                    .isEqualTo(200);
            assertThat(get(customer, "/api/v1/orders/" + id + "?asOf=" + held).status())
                    .isIn(200, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":1",
                "x:1",
                "1-2-3-4-5:1",
                "%s:0",
                "%s:-1",
                "%s:+1",
                "%s:01",
                "%s:1.0",
                "%s: 1",
                "%s",
                "%s:99999999999999999999"
            })
    void aTokenHasOneSpelling(String form) {
        String customer = newCustomer();
        UUID id = placed(customer);
        Answer answer = get(customer, "/api/v1/orders/" + id, TOKEN, form.formatted(id));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly("/" + TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=%2B5",
                "limit=+5",
                "limit=%D9%A3",
                "limit=05",
                "limit=5.0",
                "limit=99999999999",
                "sku=..",
                "sku=.",
                "q=%E2%80%AE"
            })
    void aFilterHasOneSpelling(String filter) {
        Answer answer = get(newCustomer(), "/api/v1/orders?" + filter);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly("/" + filter.substring(0, filter.indexOf('=')));
    }

    @Test
    void aStreamShowsChangesUntilItsDeadline() throws Exception {
        String customer = newCustomer();
        UUID id = placed(customer);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/orders/" + id + "/stream"))
                .header("Authorization", "Bearer " + TestTokens.shared().customer(customer))
                .header("Accept", "text/event-stream")
                .header("X-Timeout-Ms", "4000")
                .build();
        HttpResponse<Stream<String>> response = HTTP.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<Integer> versions = new ArrayList<>();
        try (Stream<String> lines = response.body()) {
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                String line = all.next();
                if (line.startsWith("data:")) {
                    versions.add(
                            JSON.readTree(line.substring(5)).path("version").intValue());
                    if (versions.size() == 1) {
                        cancel(customer, id);
                    }
                }
            }
        }
        assertThat(versions).containsExactly(1, 2);
    }

    @Test
    void aClientThatHasSeenTheEndOfAnOrderIsToldNotToComeBack() {
        String customer = newCustomer();
        UUID id = placed(customer);
        reject(id);
        String stream = "/api/v1/orders/" + id + "/stream";
        Awaitility.await()
                .untilAsserted(() -> assertThat(get(customer, "/api/v1/orders/" + id)
                                .json()
                                .path("status")
                                .stringValue())
                        .isEqualTo("REJECTED"));

        Answer first = get(customer, stream);
        assertThat(first.status()).isEqualTo(200);
        String lastId = first.response()
                .body()
                .lines()
                .filter(line -> line.startsWith("id:"))
                .reduce((a, b) -> b)
                .orElseThrow()
                .substring(3);
        assertThat(get(customer, stream, "Last-Event-ID", lastId).status()).isEqualTo(204);
        assertThat(get(customer, stream, "Last-Event-ID", "1").response().body())
                .as("what it has missed it is sent")
                .contains("id:" + lastId);
        assertThat(get("mallory", stream, "Last-Event-ID", lastId).status()).isEqualTo(404);
    }

    @Test
    void whatTheClientHasSeenOfAnOpenOrderIsNotSentAgain() {
        String customer = newCustomer();
        UUID id = placed(customer);
        Answer answer = get(
                customer,
                "/api/v1/orders/" + id + "/stream",
                "Last-Event-ID",
                get(customer, "/api/v1/orders/" + id).header("ETag").replace("\"", ""),
                "X-Timeout-Ms",
                "1000");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).doesNotContain("data:");
    }

    @Test
    void headOfAStreamIsAnsweredAtOnce() {
        String customer = newCustomer();
        UUID id = placed(customer);
        Answer head = assertTimeout(
                Duration.ofSeconds(5), () -> send(customer, "/api/v1/orders/" + id + "/stream", Map.of(), "HEAD", ""));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
    }

    @Test
    void aCancellationNeedsNoBodyWhateverItsTypeIsSaidToBe() {
        String customer = newCustomer();
        UUID id = placed(customer);
        Map<String, String> form = Map.of(
                "Idempotency-Key", UUID.randomUUID().toString(), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(send(customer, "/api/v1/orders/" + id + "/cancel", form, "POST", "reason=late")
                        .status())
                .isEqualTo(415);
        assertThat(send(customer, "/api/v1/orders/" + id + "/cancel", form, "POST", "")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void theAuditSeesEveryOrderAndOnlyServicesMayAsk() {
        UUID before = Incoming.id();
        String customer = newCustomer();
        UUID id = placed(customer);
        String path = "/internal/audit/orders?limit=5000&after=" + before;
        assertThat(get(customer, path).status()).isEqualTo(403);
        Answer audit = sendAs(TestTokens.shared().internal("saga-orchestrator"), path, Map.of(), "GET", "");
        assertThat(audit.status()).isEqualTo(200);
        assertThat(audit.json().path("items").valueStream()).anySatisfy(order -> {
            assertThat(order.path("orderId").stringValue()).isEqualTo(id.toString());
            assertThat(order.path("customerId").stringValue()).isEqualTo(customer);
            assertThat(order.path("status").stringValue()).isEqualTo("PENDING");
            assertThat(order.path("total").path("amount").longValue()).isEqualTo(25_980);
            assertThat(order.has("endedAt")).isFalse();
        });
        assertThat(sendAs(
                                TestTokens.shared().internal("saga-orchestrator"),
                                "/internal/audit/orders?limit=5001",
                                Map.of(),
                                "GET",
                                "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatTheViewShowsOfAnEndedOrderIsWhatTheLogFoldsTo() {
        UUID before = Incoming.id();
        UUID id = placed(newCustomer());
        reject(id);

        JsonNode log = audited("orders", before, id);
        assertThat(log.path("digest").stringValue()).matches("[0-9a-f]{16}");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode shown = audited("view", before, id);
            assertThat(shown.path("version").longValue()).isEqualTo(2);
            assertThat(shown.path("digest")).isEqualTo(log.path("digest"));
        });
    }

    private void reject(UUID id) {
        jdbc.update(
                "INSERT INTO order_event (stream, version, type, schema_version, occurred_at, data)"
                        + " VALUES (?, 2, 'order.rejected', 1, now(), ?::json)",
                id,
                """
                {"rejection":{"step":"payment","code":"card_declined","detail":"no"},
                 "payment":{"status":"REFUSED","reason":"card_declined"},"at":"2026-01-01T12:00:00.123456789Z"}""");
        republisher.republish(new OrderId(id), 0);
    }

    /** What the audit is told of the order; missing where nothing is. */
    private JsonNode audited(String what, UUID after, UUID id) {
        Answer page = sendAs(
                TestTokens.shared().internal("saga-orchestrator"),
                "/internal/audit/" + what + "?limit=5000&after=" + after,
                Map.of(),
                "GET",
                "");
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("orderId").stringValue().equals(id.toString()))
                .findFirst()
                .orElse(page.json().path("missing"));
    }

    private Answer cancel(String customer, UUID id) {
        return post(
                customer,
                "/api/v1/orders/" + id + "/cancel",
                UUID.randomUUID().toString(),
                "{\"reason\":\"too late for Ada\"}");
    }

    private static List<String> ids(Answer page) {
        return page.json()
                .path("items")
                .valueStream()
                .map(order -> order.path("id").stringValue())
                .toList();
    }
}
