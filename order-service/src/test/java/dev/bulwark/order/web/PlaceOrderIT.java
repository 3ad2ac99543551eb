package dev.bulwark.order.web;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.bulwark.contracts.Topics;
import dev.bulwark.order.OrderServiceQueries;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.StatementCount;
import dev.bulwark.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceOrderIT extends OrderServiceTestBase {

    @Test
    void anOrderIsTakenAndAnnounced() {
        String customer = newCustomer();
        Answer answer = place(customer, orderOf("SKU-0001", 2));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonNode order = answer.json();
        UUID id = UUID.fromString(order.path("id").stringValue());
        assertThat(answer.header("Location")).isEqualTo("/api/v1/orders/" + id);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("X-Consistency-Token")).isEqualTo(id + ":1");
        assertThat(new OrderId(id).bucket()).isEqualTo(OrderId.bucketOf(customer));
        assertThat(order.path("status").stringValue()).isEqualTo("PENDING");
        assertThat(order.path("customerId").stringValue()).isEqualTo(customer);
        assertThat(order.path("version").intValue()).isEqualTo(1);
        assertThat(order.path("total").path("amount").longValue()).isEqualTo(25_980);
        assertThat(order.at("/items/0/lineTotal/amount").longValue()).isEqualTo(25_980);
        assertThat(order.at("/items/0/name").stringValue()).isEqualTo("Walnut desk");
        assertThat(order.at("/shippingAddress/name").stringValue()).isEqualTo("Ada Lovelace");
        assertThat(order.has("payment")).isFalse();
        try (KafkaProbe probe = Servers.kafka().probe()) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(probe.records(Topics.ORDER_EVENTS, id.toString()))
                            .singleElement()
                            .satisfies(record -> {
                                assertThat(KafkaProbe.header(record, "ce_type")).isEqualTo("order.placed.v1");
                                assertThat(KafkaProbe.header(record, "bulwark_sequence"))
                                        .isEqualTo("1");
                                assertThat(KafkaProbe.text(record)).doesNotContain("Lovelace");
                            }));
        }
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        String customer = newCustomer();
        Answer empty = place(customer, "{}");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.pointers()).containsExactly("/items", "/paymentMethod", "/shippingAddress");
        assertThat(place(customer, orderOf("SKU-0001", 1_000)).pointers()).containsExactly("/items/0/quantity");
        assertThat(place(customer, orderOf("SKU-0001", 0)).pointers()).containsExactly("/items/0/quantity");
        String typo = orderOf("SKU-0001", 1).replace("\"note\"", "\"price\"");
        assertThat(place(customer, typo).pointers()).containsExactly("/price");
        String words = orderOf("SKU-0001", 1).replace("\"quantity\":1", "\"quantity\":\"1\"");
        assertThat(place(customer, words).status()).isEqualTo(400);
        assertThat(place(customer, "{").status()).isEqualTo(400);
        Answer keyless = send(
                customer, "/api/v1/orders", Map.of("Content-Type", "application/json"), "POST", orderOf("SKU-0001", 1));
        assertThat(keyless.json().path("type").stringValue()).isEqualTo("/problems/idempotency-key-required");
    }

    @Test
    void oneKeyPostedTwentyTimesInParallelIsOneOrder() throws Exception {
        String customer = newCustomer();
        String key = UUID.randomUUID().toString();
        String body = orderOf("SKU-0002", 1);
        Set<String> ids = new HashSet<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(clients.submit(() -> post(customer, "/api/v1/orders", key, body)));
            }
            for (Future<Answer> future : answers) {
                Answer answer = future.get();
                assertThat(answer.status()).isIn(201, 409);
                if (answer.status() == 201) {
                    ids.add(answer.json().path("id").stringValue());
                }
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(countOrdersOf(customer)).isEqualTo("1");
        Answer replay = post(customer, "/api/v1/orders", key, body);
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.json().path("id").stringValue())
                .isEqualTo(ids.iterator().next());
        assertThat(post(customer, "/api/v1/orders", key, orderOf("SKU-0002", 2))
                        .json()
                        .path("type")
                        .stringValue())
                .isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void aReplayIsTheSameAnswer() {
        String customer = newCustomer();
        String key = UUID.randomUUID().toString();
        Answer first = post(customer, "/api/v1/orders", key, orderOf("SKU-0001", 3));
        Answer replay = post(customer, "/api/v1/orders", key, orderOf("SKU-0001", 3));
        assertThat(replay.status()).isEqualTo(201);
        assertThat(replay.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "X-Consistency-Token", "Content-Type")) {
            assertThat(replay.header(header))
                    .as(header)
                    .isEqualTo(first.header(header))
                    .isNotEmpty();
        }
    }

    @Test
    void anUnknownProductIsRefusedForGoodAndOneKnownToInventoryIsLearnt() {
        String customer = newCustomer();
        String key = UUID.randomUUID().toString();
        Answer unknown = post(customer, "/api/v1/orders", key, orderOf("SKU-NEW", 1));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().path("type").stringValue()).isEqualTo("/problems/unknown-product");
        INVENTORY.put("SKU-NEW", """
                {"sku":"SKU-NEW","name":"New","price":{"amount":700,"currency":"EUR"},"available":3,"version":4}""");
        assertThat(post(customer, "/api/v1/orders", key, orderOf("SKU-NEW", 1)).header("Idempotent-Replayed"))
                .isEqualTo("true");
        Awaitility.await()
                .untilAsserted(() -> assertThat(place(customer, orderOf("SKU-NEW", 2))
                                .json()
                                .at("/total/amount")
                                .asLong())
                        .isEqualTo(1_400));
        INVENTORY.remove("SKU-NEW");
        assertThat(place(customer, orderOf("SKU-NEW", 2)).status()).isEqualTo(201);
    }

    @Test
    void aHundredUnknownSkusAreOneQuestionAndNotAskedAgainForAMoment() {
        String order = orderOfUnknownSkus(100);
        LOOKUPS.clear();
        for (int i = 0; i < 2; i++) {
            Answer answer = place(newCustomer(), order);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("skus").size()).isEqualTo(100);
        }
        assertThat(LOOKUPS).containsExactly(100);
        Awaitility.await().untilAsserted(() -> {
            place(newCustomer(), order);
            assertThat(LOOKUPS).containsExactly(100, 100);
        });
    }

    private static String orderOfUnknownSkus(int count) {
        String prefix = "NONE-" + UUID.randomUUID() + "-";
        String items = IntStream.range(0, count)
                .mapToObj(i -> "{\"sku\":\"" + prefix + i + "\",\"quantity\":1}")
                .collect(Collectors.joining(","));
        return orderOf("SKU-0001", 1).replaceFirst("\\[.*?]", "[" + items + "]");
    }

    @Test
    void aProductNobodyCanTellOfIsNoRefusalForGood() {
        INVENTORY.put("SKU-AWAY", "");
        String customer = newCustomer();
        String key = UUID.randomUUID().toString();
        Answer away = post(customer, "/api/v1/orders", key, orderOf("SKU-AWAY", 1));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isNotEmpty();
        INVENTORY.put("SKU-AWAY", """
                {"sku":"SKU-AWAY","name":"Back","price":{"amount":1,"currency":"EUR"},"available":1,"version":1}""");
        assertThat(post(customer, "/api/v1/orders", key, orderOf("SKU-AWAY", 1)).status())
                .isEqualTo(201);
    }

    @Test
    void anOrderWithoutAPayableTotalIsRefused() {
        INVENTORY.put("SKU-MAX", """
                {"sku":"SKU-MAX","name":"Max","price":{"amount":9223372036854775807,"currency":"EUR"},"version":1}""");
        assertThat(place(newCustomer(), orderOf("SKU-MAX", 1)).status()).isEqualTo(201);
        assertThat(place(newCustomer(), orderOf("SKU-MAX", 2))
                        .json()
                        .path("type")
                        .stringValue())
                .isEqualTo("/problems/unpayable-order");
    }

    @Test
    void takingAnOrderIsFourStatementsInOneTransaction() throws SQLException {
        String customer = newCustomer();
        placed(customer);
        StatementCount count = StatementCount.on(orders).ignoring(OrderServiceQueries::isBackground);
        UUID id = placed(customer);
        assertThat(count.statements()).as(count.toString()).isEqualTo(4);
        // The id of the transaction that wrote a row; the server's own count of commits misses prepared ones.
        assertThat(one("SELECT xmin::text FROM order_event WHERE stream = ?::uuid", id.toString()))
                .isEqualTo(one(
                        "SELECT xmin::text FROM idempotency_key WHERE convert_from(body, 'UTF8') = ?", id.toString()))
                .isEqualTo(one("SELECT xmin::text FROM open_order WHERE stream = ?::uuid", id.toString()));
    }

    @Test
    void personalDataRestsNowhereInTheOpen() throws SQLException {
        String customer = newCustomer();
        UUID id = placed(customer);
        Awaitility.await()
                .until(() -> get(customer, "/api/v1/orders/" + id)
                        .header("X-Read-Source")
                        .equals("view"));
        for (TestDatabase database : List.of(orders, orderView, keyStore)) {
            assertThat(everything(database)).doesNotContain("Lovelace", "Analytical", "Zuse");
        }
    }

    private static String everything(TestDatabase database) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
                    while (rows.next()) {
                        all.append(readable(rows.getString(1))).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    /** A bytea in a row's text is hexadecimal. */
    private static String readable(String row) {
        return row
                + java.util.regex.Pattern.compile("\\\\x([0-9a-f]+)")
                        .matcher(row)
                        .results()
                        .map(hex -> new String(
                                java.util.HexFormat.of().parseHex(hex.group(1)),
                                java.nio.charset.StandardCharsets.UTF_8))
                        .toList();
    }

    private static String countOrdersOf(String customer) throws SQLException {
        return one("SELECT count(*)::text FROM order_event WHERE version = 1 AND data->>'customerId' = ?", customer);
    }

    private static String one(String query, String argument) throws SQLException {
        try (Connection connection = orders.connect();
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }
}
