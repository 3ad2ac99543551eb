package dev.bulwark.shipping.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.shipping.ShippingSuite;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ShipmentsHttpIT extends ShippingSuite {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String AUDIT = "/internal/audit/shipments";

    @Test
    void a_customer_sees_a_shipment_of_theirs() throws Exception {
        UUID order = ids.next();
        UUID shipment = scheduled(order, "alice");

        HttpResponse<String> response = get(TestTokens.shared().customer("alice"), "/api/v1/shipments/" + shipment);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = json(response);
        assertThat(body.propertyNames())
                .containsExactly(
                        "id", "orderId", "status", "carrier", "trackingNumber", "eta", "requestedAt", "settledAt");
        assertThat(body.path("id").asString()).isEqualTo(shipment.toString());
        assertThat(body.path("orderId").asString()).isEqualTo(order.toString());
        assertThat(body.path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(body.path("carrier").asString()).isEqualTo("Lux Express");
        assertThat(body.path("trackingNumber").asString()).isEqualTo("LX1");
        assertThat(body.path("eta").asString()).isEqualTo("2026-02-28");
    }

    @Test
    void an_operator_sees_any_shipment() throws Exception {
        UUID shipment = scheduled(ids.next(), "alice");

        assertThat(get(TestTokens.shared().scoped("operator", "ops"), "/api/v1/shipments/" + shipment)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void somebody_elses_is_as_good_as_none() throws Exception {
        UUID shipment = scheduled(ids.next(), "alice");
        String bob = TestTokens.shared().customer("bob");

        JsonNode others = json(get(bob, "/api/v1/shipments/" + shipment));
        JsonNode none = json(get(bob, "/api/v1/shipments/" + ids.next()));

        assertThat(others.path("status").asInt()).isEqualTo(404);
        assertThat(others.path("type")).isEqualTo(none.path("type"));
        assertThat(others.path("title")).isEqualTo(none.path("title"));
        assertThat(others.path("detail")).isEqualTo(none.path("detail"));
    }

    @Test
    void nobody_sees_anything_without_a_token() throws Exception {
        UUID shipment = scheduled(ids.next(), "alice");

        assertThat(get(null, "/api/v1/shipments/" + shipment).statusCode()).isEqualTo(401);
        assertThat(get(TestTokens.shared().expired("alice"), "/api/v1/shipments/" + shipment)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_id_that_is_none_is_named() throws Exception {
        HttpResponse<String> response = get(TestTokens.shared().customer("alice"), "/api/v1/shipments/1");

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void the_audit_walks_through_all_shipments_once() throws Exception {
        // Behind every UUIDv7, so that nobody else's come in between.
        List<UUID> orders = List.of(new UUID(-1L, 1), new UUID(-1L, 2), new UUID(-1L, 3));
        for (UUID order : orders) {
            scheduled(order, "alice");
        }
        jdbc.update("INSERT INTO shipment (order_id, step_id, status, version, requested_at, settled_at)"
                + " VALUES ('ffffffff-ffff-ffff-0000-000000000004', 's', 'TOMBSTONE', 0, now(), now())");
        List<String> walked = new ArrayList<>();
        String after = "ffffffff-ffff-ffff-0000-000000000000";
        while (true) {
            JsonNode page = json(get(internal(), AUDIT + "?limit=3&after=" + after));
            page.forEach(line -> walked.add(line.path("orderId").asString()));
            if (page.size() < 3) {
                assertThat(page.path(0).propertyNames()).containsExactly("orderId", "status", "version", "settledAt");
                assertThat(page.path(0).path("status").asString()).isEqualTo("TOMBSTONE");
                break;
            }
            assertThat(page.path(0).propertyNames())
                    .containsExactly("orderId", "shipmentId", "status", "version", "settledAt");
            after = walked.getLast();
        }
        JsonNode digest = json(get(
                        internal(),
                        AUDIT
                                + "/digests?first=ffffffff-ffff-ffff-0000-000000000000&last=ffffffff-ffff-ffff-ffff-ffffffffffff"))
                .path(0);
        assertThat(digest.path("rows").asInt()).isEqualTo(4);
        assertThat(digest.path("unusual").asInt()).isZero();
        assertThat(digest.path("claims").propertyNames()).containsExactlyInAnyOrder("made", "published");

        assertThat(walked)
                .hasSize(4)
                .startsWith(orders.stream().map(UUID::toString).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=5001", "limit=x", "after=x"})
    void the_audit_refuses_bad_pages(String query) throws Exception {
        assertThat(get(internal(), AUDIT + "?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void the_audit_is_for_services_only() throws Exception {
        assertThat(get(TestTokens.shared().customer("alice"), AUDIT).statusCode())
                .isEqualTo(403);
        assertThat(get(TestTokens.shared().scoped("operator", "ops"), AUDIT).statusCode())
                .isEqualTo(403);
        assertThat(get(null, AUDIT).statusCode()).isEqualTo(401);
        assertThat(get(internal(), AUDIT + "?limit=5000").statusCode()).isEqualTo(200);
    }

    private static String internal() {
        return TestTokens.shared().internal("saga-orchestrator");
    }

    private UUID scheduled(UUID order, String customer) {
        UUID shipment = ids.next();
        jdbc.update(
                "INSERT INTO shipment (order_id, step_id, shipment_id, customer_id, pieces, requested_at, status, carrier,"
                        + " tracking_number, eta, version, settled_at)"
                        + " VALUES (?, ?, ?, ?, 1, now(), 'SCHEDULED', 'Lux Express', 'LX1', '2026-02-28', 1, now())",
                order,
                reference(order),
                shipment,
                customer);
        return shipment;
    }

    private HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
