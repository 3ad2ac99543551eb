package dev.bulwark.inventory.web;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The checker proves itself: each way in which the books can be wrong is planted, found, and taken back. */
class AuditIT extends HttpSuite {

    private static final URI STOCK = URI.create("/internal/audit/stock");

    @Test
    void sound_books_have_no_findings() throws Exception {
        product(3);

        JsonNode report = json(get(internal(), STOCK));

        assertThat(report.path("findings")).isEmpty();
        assertThat(report.path("examined").asLong()).isGreaterThanOrEqualTo(103);
        JsonNode totals = report.path("totals");
        assertThat(sum(totals, "onHand", "reserved", "committed")).isEqualTo(sum(totals, "seeded", "restocked"));
    }

    @Test
    void stock_that_does_not_balance_is_found() throws Exception {
        String sku = product(3);
        execute("ALTER TABLE stock DROP CONSTRAINT stock_balances");
        try {
            execute("UPDATE stock SET on_hand = on_hand + 1 WHERE sku = '" + sku + "'");
            assertFound(sku, "4 on hand", "seeded and restocked together are 3");
        } finally {
            execute("UPDATE stock SET on_hand = on_hand - 1 WHERE sku = '" + sku + "'");
            execute("ALTER TABLE stock ADD CONSTRAINT stock_balances"
                    + " CHECK (on_hand + reserved + committed = seeded + restocked)");
        }
    }

    @Test
    void reserved_stock_without_a_reservation_is_found() throws Exception {
        String sku = product(3);
        execute("UPDATE stock SET on_hand = 1, reserved = 2 WHERE sku = '" + sku + "'");
        try {
            assertFound(sku, "2 reserved", "open reservations are 0");
        } finally {
            execute("UPDATE stock SET on_hand = 3, reserved = 0 WHERE sku = '" + sku + "'");
        }
    }

    @Test
    void stock_sold_without_an_order_is_found() throws Exception {
        String sku = product(3);
        execute("UPDATE stock SET on_hand = 2, committed = 1 WHERE sku = '" + sku + "'");
        try {
            assertFound(sku, "1 committed", "committed reservations are 0");
        } finally {
            execute("UPDATE stock SET on_hand = 3, committed = 0 WHERE sku = '" + sku + "'");
        }
    }

    @Test
    void a_reservation_of_a_product_that_never_was_is_found() throws Exception {
        UUID order = UUID.randomUUID();
        execute("INSERT INTO reservation (order_id, status, skus, quantities, settled_at) VALUES ('" + order
                + "', 'RESERVED', '{GHOST}', '{1}', now())");
        try {
            assertFound("GHOST", "no stock row");
        } finally {
            execute("DELETE FROM reservation WHERE order_id = '" + order + "'");
        }
    }

    @Test
    void findings_come_in_pages() throws Exception {
        List<String> skus = List.of(product(3), product(3), product(3));
        skus.forEach(sku -> execute("UPDATE stock SET on_hand = 2, reserved = 1 WHERE sku = '" + sku + "'"));
        try {
            JsonNode first = json(get(internal(), URI.create(STOCK + "?limit=2")));
            JsonNode second = json(get(
                    internal(),
                    URI.create(
                            STOCK + "?limit=2&after=" + first.path("nextAfter").asString())));

            List<String> found = new ArrayList<>(first.path("findings").findValuesAsString("sku"));
            found.addAll(second.path("findings").findValuesAsString("sku"));
            assertThat(found).containsExactlyInAnyOrderElementsOf(skus);
            assertThat(second.has("nextAfter")).isFalse();
        } finally {
            skus.forEach(sku -> execute("UPDATE stock SET on_hand = 3, reserved = 0 WHERE sku = '" + sku + "'"));
        }
    }

    @Test
    void reservations_come_in_pages_by_order() throws Exception {
        List<UUID> orders = List.of(new UUID(-1L, 1), new UUID(-1L, 2), new UUID(-1L, 3)); // behind every UUIDv7
        for (UUID order : orders) {
            execute("INSERT INTO reservation (order_id, status, skus, quantities, settled_at) VALUES ('" + order
                    + "', 'TOMBSTONE', '{}', '{}', '2026-01-01T00:00:00Z')");
        }
        try {
            String path = "/internal/audit/reservations?limit=2&after=";
            JsonNode first = json(get(internal(), URI.create(path + new UUID(-1L, 0))));
            JsonNode second = json(
                    get(internal(), URI.create(path + first.path("nextAfter").asString())));

            assertThat(first.path("items").path(0).toString())
                    .isEqualTo("{\"orderId\":\"" + orders.get(0)
                            + "\",\"status\":\"TOMBSTONE\",\"settledAt\":\"2026-01-01T00:00:00Z\"}");
            assertThat(first.path("items")).hasSize(2);
            assertThat(second.path("items").findValuesAsString("orderId"))
                    .containsExactly(orders.get(2).toString());
            assertThat(second.has("nextAfter")).isFalse();
        } finally {
            execute("DELETE FROM reservation WHERE order_id > '" + new UUID(-1L, 0) + "'");
        }
    }

    @Test
    void only_services_may_ask_and_only_for_so_much() throws Exception {
        assertThat(get(STOCK.toString()).statusCode()).isEqualTo(401);
        assertThat(get(TestTokens.shared().scoped("operator", "ops", "catalog"), STOCK)
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(internal(), URI.create(STOCK + "?limit=101")).statusCode())
                .isEqualTo(400);
        assertThat(get(internal(), URI.create("/internal/audit/reservations?limit=5001"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(internal(), URI.create("/internal/audit/reservations?after=x"))
                        .statusCode())
                .isEqualTo(400);
    }

    private void assertFound(String sku, String... details) throws Exception {
        JsonNode findings = json(get(internal(), STOCK)).path("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.path(0).path("sku").asString()).isEqualTo(sku);
        assertThat(findings.path(0).path("detail").asString()).contains(details);
    }

    private static long sum(JsonNode object, String... names) {
        long sum = 0;
        for (String name : names) {
            sum += object.path(name).asLong();
        }
        return sum;
    }

    private static void execute(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
