package dev.bulwark.shipping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.order.PersonalData;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.sealed.DataKey;
import dev.bulwark.platform.sealed.KeyStore;
import dev.bulwark.platform.sealed.Sealer;

/** The order-service's key store over real HTTP; can lose a key, and be away. */
public final class FakeKeyStore implements KeyStore {

    private final HttpServer server;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, DataKey> byCustomer = new ConcurrentHashMap<>();
    private final Map<String, DataKey> byId = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Sealer sealer = new Sealer(this, new MessageCodec(), random);

    public FakeKeyStore() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/keys/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public Sealed seal(UUID orderId, String customerId, ShippingAddress address) {
        return sealer.seal(orderId, customerId, new PersonalData(address, "ring twice"));
    }

    public void erase(String customerId) {
        byId.remove(keyFor(customerId).keyId());
    }

    /** So many questions are answered with 503. */
    public void fail(int times) {
        failures.set(times);
    }

    public boolean hasFailed() {
        return failures.get() == 0;
    }

    @Override
    public DataKey keyFor(String customerId) {
        return byCustomer.computeIfAbsent(customerId, customer -> {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            DataKey key = DataKey.of("key-of-" + customer, bytes);
            byId.put(key.keyId(), key);
            return key;
        });
    }

    @Override
    public Optional<DataKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<DataKey> key = find(path.substring(path.lastIndexOf('/') + 1));
            if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Bearer ")) {
                exchange.sendResponseHeaders(401, -1);
            } else if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (key.isEmpty()) {
                exchange.sendResponseHeaders(410, -1);
            } else {
                byte[] body = "{\"keyId\":\"%s\",\"key\":\"%s\"}"
                        .formatted(key.get().keyId(), key.get().base64())
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
