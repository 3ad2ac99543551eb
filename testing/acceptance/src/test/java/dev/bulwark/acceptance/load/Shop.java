package dev.bulwark.acceptance.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulwark.acceptance.client.Bulwark;

/** Takes every order but the first two: the first is left waiting until it is let through, the second is refused once. */
final class Shop implements AutoCloseable {

    static final String LEFT_WAITING = "00000000-0000-7000-8000-000000000001";
    static final String REFUSED_ONCE = "00000000-0000-7000-8000-000000000002";

    private final HttpServer server;
    private final AtomicInteger orders = new AtomicInteger();
    private final CountDownLatch letThrough = new CountDownLatch(1);
    private volatile String refusedKey = "";

    Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth2/token", exchange -> answer(exchange, 200, "{\"access_token\":\"token\"}"));
        server.createContext("/api/v1/orders", this::order);
        server.start();
    }

    Bulwark bulwark() {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
        return new Bulwark(uri, uri);
    }

    /** Orders that have come, those refused among them. */
    int orders() {
        return orders.get();
    }

    void letThrough() {
        letThrough.countDown();
    }

    private void order(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key.equals(refusedKey)) {
            accept(exchange, REFUSED_ONCE);
            return;
        }
        switch (orders.incrementAndGet()) {
            case 1 -> {
                await();
                accept(exchange, LEFT_WAITING);
            }
            case 2 -> {
                refusedKey = key;
                answer(exchange, 503, "{}");
            }
            default -> accept(exchange, UUID.randomUUID().toString());
        }
    }

    private void await() {
        try {
            letThrough.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void accept(HttpExchange exchange, String order) {
        answer(exchange, 201, "{\"id\":\"" + order + "\",\"status\":\"PENDING\",\"version\":1}");
    }

    private static void answer(HttpExchange exchange, int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        letThrough();
        server.stop(0);
    }
}
