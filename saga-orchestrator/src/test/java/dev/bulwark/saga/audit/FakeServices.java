package dev.bulwark.saga.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The other services and the provider over real HTTP, saying what a {@link SampleWorld} holds in the words of the real ones. */
final class FakeServices implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final HttpServer http;
    private volatile SampleWorld world;
    /** Sorted once for each world shown: a fake must not cost more than what is measured with it. */
    private volatile KeyBook keys;

    private volatile Map<Integer, ProviderBook> books = new ConcurrentHashMap<>();
    private volatile @Nullable String away;

    FakeServices(SampleWorld world) {
        this.world = world;
        this.keys = world.keyBook();
        try {
            this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    String url(String service) {
        return "http://localhost:" + http.getAddress().getPort() + "/" + service;
    }

    void show(SampleWorld shown) {
        world = shown;
        keys = shown.keyBook();
        books = new ConcurrentHashMap<>();
        away = null;
    }

    /** From now on this path is answered with 503. */
    void takeAway(String path) {
        away = path;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            boolean internal = path.contains("/internal/");
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            if (path.equals(away)) {
                answer(exchange, 503, Map.of());
            } else if (internal && (token == null || !token.startsWith("Bearer "))) {
                answer(exchange, 401, Map.of());
            } else if (path.startsWith("/simulators/psp/charges/")) {
                charge(exchange, path.substring("/simulators/psp/charges/".length()));
            } else {
                answer(exchange, 200, body(path, query));
            }
        }
    }

    private void charge(HttpExchange exchange, String key) throws IOException {
        var found = world.providerBook(1).find(key);
        answer(
                exchange,
                found.isPresent() ? 200 : 404,
                found.<Object>map(e -> e).orElse(Map.of()));
    }

    private Object body(String path, Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "1000"));
        String after = query.getOrDefault("after", "");
        return switch (path) {
            case "/orders/internal/audit/orders" -> orders(page(Fact.Order.class, after, limit), after, limit);
            case "/orders/internal/audit/orders/digests" -> digests(AuditSource.ORDERS, query);
            case "/orders/internal/audit/orders/keys/digests" -> digests(AuditSource.KEYS, query);
            case "/orders/internal/audit/view/digests" -> digests(AuditSource.VIEW, query);
            case "/inventory/internal/audit/reservations/digests" -> digests(AuditSource.RESERVATIONS, query);
            case "/payments/internal/audit/payments/digests" -> digests(AuditSource.PAYMENTS, query);
            case "/shipping/internal/audit/shipments/digests" -> digests(AuditSource.SHIPMENTS, query);
            case "/orders/internal/audit/view" -> items(page(Fact.View.class, after, limit));
            case "/inventory/internal/audit/reservations" -> items(page(Fact.Reservation.class, after, limit));
            case "/payments/internal/audit/payments" -> items(page(Fact.Payment.class, after, limit));
            case "/shipping/internal/audit/shipments" -> page(Fact.Shipment.class, after, limit);
            case "/orders/internal/audit/idempotency" -> items(keys.effects(after, limit));
            case "/inventory/internal/audit/stock" -> world.stock;
            case "/payments/internal/audit/ledger" -> world.ledger;
            case "/simulators/psp/book" ->
                books.computeIfAbsent(limit, world::providerBook)
                        .page(query.get("cursor").isEmpty() ? null : query.get("cursor"));
            case "/orders/internal/audit/outbox",
                    "/payments/internal/audit/outbox",
                    "/inventory/internal/audit/outbox",
                    "/shipping/internal/audit/outbox" -> world.outboxes.getFirst();
            default -> throw new IllegalStateException("nobody serves " + path);
        };
    }

    private Object digests(AuditSource auditSource, Map<String, String> query) {
        String[] first = query.get("first").split(",");
        String[] last = query.get("last").split(",");
        List<IdRange> ranges = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            ranges.add(new IdRange(UUID.fromString(first[i]), UUID.fromString(last[i]), 1));
        }
        return new WorldDigests(world).digests(auditSource, ranges);
    }

    private <F extends Fact> List<F> page(Class<F> kind, String after, int limit) {
        UUID start = after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after);
        return world.sorted(kind).tailMap(start, false).values().stream()
                .limit(limit)
                .map(kind::cast)
                .toList();
    }

    /** With {@code next}, and the streams between that the world calls broken. */
    private Map<String, Object> orders(List<Fact.Order> page, String after, int limit) {
        Map<String, Object> body = items(page);
        UUID start = after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after);
        body.put(
                "broken",
                world.broken.stream()
                        .filter(id -> UuidOrder.compare(id, start) > 0)
                        .filter(id -> page.size() < limit
                                || UuidOrder.compare(id, page.getLast().orderId()) < 0)
                        .map(id -> Map.of("orderId", id, "lacks", 2))
                        .toList());
        if (page.size() == limit) {
            body.put("next", page.getLast().orderId());
        }
        return body;
    }

    /** With a field that we don't read, as the services have. */
    private static Map<String, Object> items(List<?> items) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", items);
        body.put("more", "unread");
        return body;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
