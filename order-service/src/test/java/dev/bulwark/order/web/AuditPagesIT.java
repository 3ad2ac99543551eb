package dev.bulwark.order.web;

import java.util.Map;
import javax.sql.DataSource;

import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the audit asks of this service, over many orders. */
class AuditPagesIT extends OrderServiceTestBase {

    /** Orders of long ago, so that no other suite's are between them. */
    private static final String IDS = "('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";

    private static final int PAGE_ORDERS = 2_000;

    private static final int COUNT = 5_000;

    @Autowired
    JdbcTemplate log;

    private JdbcTemplate view;

    @Test
    void everyOrderIsOnOnePageAndLogAndViewAgree() {
        generate();
        Map<String, String> logged = pages("orders");
        Map<String, String> shown = pages("view");

        assertThat(logged).hasSize(COUNT).isEqualTo(shown);
        assertThat(logged.values()).allMatch(digest -> digest.matches("[0-9a-f]{16}"));
    }

    @Test
    void logAndViewHaveTheSameDigestsOfRangesUntilSomebodyWritesIntoOneOfThem() {
        generate();

        JsonNode logged = digests("orders");
        JsonNode shown = digests("view");

        assertThat(logged).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(logged.path(i).path("rows").asLong()).isEqualTo(i == 0 ? 255 : COUNT - 255);
            assertThat(logged.path(i).path("unusual").asLong()).isZero();
            assertThat(logged.path(i).at("/claims/document").asString())
                    .matches("[0-9a-f]{32}")
                    .isEqualTo(shown.path(i).at("/claims/document").asString());
        }
        view.update("UPDATE order_document SET document = jsonb_set(document, '{payment,status}', '\"VOIDED\"')"
                + " WHERE order_id = '00000000-0000-7000-8000-000000000007'");
        assertThat(digests("view").at("/0/claims/document")).isNotEqualTo(shown.at("/0/claims/document"));
        assertThat(digests("view").at("/1/claims/document")).isEqualTo(shown.at("/1/claims/document"));
        log.update("DELETE FROM order_event WHERE version = 2 AND stream = '00000000-0000-7000-8000-000000000007'");
        log.update(
                "UPDATE order_event SET version = 3 WHERE version = 2 AND stream = '00000000-0000-7000-8000-000000000008'");
        assertThat(digests("orders").at("/0/unusual").asLong())
                .as("an open one, and one with a hole")
                .isEqualTo(2);
    }

    @Test
    void rangesOfDigestsHaveTwoEnds() {
        String first = "00000000-0000-7000-8000-000000000000";
        assertThat(ask("/internal/audit/orders/digests?first=" + first + "," + first + "&last=" + first)
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/last");
    }

    private JsonNode digests(String what) {
        return ask("/internal/audit/" + what + "/digests?first=00000000-0000-7000-8000-000000000000,"
                + "00000000-0000-7000-8000-000000000100&last=00000000-0000-7000-8000-0000000000ff,"
                + "00000000-0000-7000-8000-ffffffffffff");
    }

    private JsonNode ask(String path) {
        return sendAs(
                        TestTokens.shared().internal("saga-orchestrator"),
                        path,
                        Map.of("X-Timeout-Ms", "60000"),
                        "GET",
                        "")
                .json();
    }

    /** The statements are those that operators are given to try the audit with. */
    @Test
    void whatSomebodyWroteIntoTheViewChangesItsDigestAndOnlyThat() {
        generate();
        Map<String, String> sound = pages("view");
        String victim = "00000000-0000-7000-8000-000000000007";
        view.update(
                "UPDATE order_document SET document = jsonb_set(document, '{total,amount}', '1')"
                        + " WHERE order_id = ?::uuid",
                victim);
        Map<String, String> spoilt = pages("view");
        assertThat(spoilt.get(victim)).isNotEqualTo(sound.get(victim));
        spoilt.put(victim, sound.get(victim));
        assertThat(spoilt).isEqualTo(sound);
        view.update(
                "UPDATE order_document SET document = jsonb_set(document, '{total,amount}',"
                        + " document #> '{items,0,lineTotal,amount}') WHERE order_id = ?::uuid",
                victim);
        assertThat(pages("view")).isEqualTo(sound);
    }

    @BeforeEach
    void lookAtTheView() {
        view = new JdbcTemplate(viewDatabase());
    }

    @AfterEach
    void forget() {
        log.update("DELETE FROM order_event WHERE stream < '00000000-0001-0000-0000-000000000000'");
        view.update("DELETE FROM order_document WHERE order_id < '00000000-0001-0000-0000-000000000000'");
    }

    private static DataSource viewDatabase() {
        return orderView.dataSource();
    }

    /** Confirmed orders of one item, in the log and in the view, as the service writes them. */
    private void generate() {
        String item = """
                {"sku":"SKU-0001","name":"Walnut desk","quantity":2,"unitPrice":{"amount":12990,"currency":"EUR"},
                 "lineTotal":{"amount":25980,"currency":"EUR"}}""";
        String total = "{\"amount\":25980,\"currency\":\"EUR\"}";
        String sealed = "{\"keyId\":\"key-1\",\"nonce\":\"bm9uY2U=\",\"ciphertext\":\"" + "c2VhbGVk".repeat(20) + "\"}";
        String ended = """
                "payment":{"id":"00000000-0000-7000-8000-0000000000aa","status":"CHARGED"},
                "shipment":{"id":"00000000-0000-7000-8000-0000000000bb","status":"SCHEDULED","carrier":"Lux",
                            "trackingNumber":"T-1","eta":"2026-01-03"}""";
        log.update(
                "INSERT INTO order_event (stream, version, type, schema_version, occurred_at, data) SELECT " + IDS
                        + ", 1, 'order.placed', 1, now(), replace(?, ':id', " + IDS + "::text)::json"
                        + " FROM generate_series(1, ?) AS n",
                "{\"orderId\":\":id\",\"customerId\":\"alice\",\"lines\":[" + item + "],\"total\":" + total
                        + ",\"paymentMethod\":\"pm_card_ok\",\"personalData\":" + sealed
                        + ",\"at\":\"2026-01-01T12:00:00Z\"}",
                COUNT);
        log.update(
                "INSERT INTO order_event (stream, version, type, schema_version, occurred_at, data) SELECT " + IDS
                        + ", 2, 'order.confirmed', 1, now(), ?::json FROM generate_series(1, ?) AS n",
                "{" + ended + ",\"at\":\"2026-01-01T12:00:01Z\"}",
                COUNT);
        view.update(
                "INSERT INTO order_document (order_id, customer_id, status, placed_at, order_version, document) SELECT "
                        + IDS + ", 'alice', 'CONFIRMED', now(), 2, ?::jsonb FROM generate_series(1, ?) AS n",
                "{\"customerId\":\"alice\",\"status\":\"CONFIRMED\",\"items\":[" + item + "],\"total\":" + total
                        + ",\"personalData\":" + sealed + "," + ended
                        + ",\"placedAt\":\"2026-01-01T12:00:00Z\",\"updatedAt\":\"2026-01-01T12:00:01Z\"}",
                COUNT);
        log.execute("ANALYZE order_event");
        view.execute("ANALYZE order_document");
    }

    /** Digests by order, page after page; those of other suites' orders left out. */
    private Map<String, String> pages(String what) {
        Map<String, String> digests = new java.util.HashMap<>();
        String after = "00000000-0000-0000-0000-000000000000";
        while (after.startsWith("00000000-0000-")) {
            JsonNode page = sendAs(
                            TestTokens.shared().internal("saga-orchestrator"),
                            "/internal/audit/" + what + "?limit=" + PAGE_ORDERS + "&after=" + after,
                            Map.of("X-Timeout-Ms", "60000"),
                            "GET",
                            "")
                    .json();
            for (JsonNode item : page.path("items")) {
                String id = item.path("orderId").stringValue();
                if (id.startsWith("00000000-0000-")) {
                    assertThat(digests.put(id, item.path("digest").stringValue("")))
                            .isNull();
                }
            }
            after = page.path("next").stringValue("end");
        }
        return digests;
    }
}
