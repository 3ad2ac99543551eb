package dev.bulwark.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlacedOrdersTest {

    private static final String FIRST = "01930f3a-0000-7000-8000-000000000001";
    private static final String SECOND = "01930f3a-0001-7000-8000-000000000002";
    private static final String SOMEBODY_ELSES = "01930f3a-0002-7000-8000-000000000003";

    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private PlacedOrders orders;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", exchange -> answer(exchange, 200, "{\"access_token\":\"token\"}"));
        server.createContext("/api/v1/orders", this::list);
        server.start();
        URI platform = URI.create("http://localhost:" + server.getAddress().getPort());
        orders = new PlacedOrders(new Target(platform, platform, platform));
    }

    private void list(HttpExchange exchange) throws IOException {
        queries.add(exchange.getRequestURI().getQuery());
        String items = statuses.entrySet().stream()
                .map(order -> "{\"id\":\"%s\",\"status\":\"%s\"}".formatted(order.getKey(), order.getValue()))
                .collect(Collectors.joining(","));
        answer(exchange, 200, "{\"items\":[" + items + "],\"nextCursor\":null}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void onlyOwnOrdersCountAndEachOnce() throws InterruptedException {
        accept(FIRST);
        accept(SECOND);
        statuses.putAll(Map.of(FIRST, "CONFIRMED", SECOND, "PENDING", SOMEBODY_ELSES, "CONFIRMED"));

        orders.look();
        orders.look();
        assertThat(orders.counts()).isEqualTo("1 confirmed, 0 undone, 1 pending");

        statuses.put(SECOND, "REJECTED");
        orders.awaitEnds(Duration.ofSeconds(5));
        assertThat(orders.counts()).isEqualTo("1 confirmed, 1 undone, 0 pending");
    }

    @Test
    void aListIsReadFromTheOldestPendingOrder() {
        accept(FIRST);
        orders.look();

        assertThat(queries).singleElement().asString().contains("placedAfter=2024-11-09T");
    }

    private void accept(String id) {
        orders.accepted("alice", "{\"id\":\"" + id + "\",\"status\":\"PENDING\"}");
    }
}
