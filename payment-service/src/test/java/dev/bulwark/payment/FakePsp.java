package dev.bulwark.payment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider over real HTTP that is as slow, flaky, silent or absent as its test wants. The first decision of a key is final. */
public final class FakePsp implements AutoCloseable {

    private static final long SLOW_MILLIS = 2_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The path of a look-up in {@link Call}, whatever its key. */
    public static final String LOOKUP = "GET /charges";

    /** A call as it came in. */
    public record Call(String path, String key, String body, long nanos) {}

    /** A key's entry in the book. */
    public record Entry(String status, String orderId, long captured, long refunded, String code) {}

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Entry> book = new ConcurrentHashMap<>();
    private final Map<String, Long> refunds = new ConcurrentHashMap<>();
    private final Set<String> refusedKeys = ConcurrentHashMap.newKeySet();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean down;

    public FakePsp() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/psp/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/psp");
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    /** Calls about a charge's key, oldest first. */
    public List<Call> calls(String key) {
        return calls.stream().filter(call -> call.key().equals(key)).toList();
    }

    public int callCount() {
        return calls.size();
    }

    /** It makes up its mind about a key, and tells nobody. */
    public void decline(String key) {
        book.put(key, new Entry("DECLINED", "", 0, 0, "card_declined"));
    }

    /** Keys that met a closed door. */
    public int refusedKeys() {
        return refusedKeys.size();
    }

    public Entry entry(String key) {
        return book.get(key);
    }

    public Collection<Entry> book() {
        return book.values();
    }

    private void handle(HttpExchange exchange) throws IOException {
        long nanos = System.nanoTime();
        try (exchange) {
            String requested = exchange.getRequestURI().getPath().substring("/psp".length());
            String path = exchange.getRequestMethod().equals("GET") ? LOOKUP : requested;
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode json = JSON.readTree(body);
            String idempotencyKey = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String key = switch (path) {
                case LOOKUP -> requested.substring("/charges/".length());
                case "/charges" -> idempotencyKey;
                default -> json.path("key").asString();
            };
            calls.add(new Call(path, key, body, nanos));
            boolean refused = down;
            if (refused) {
                refusedKeys.add(key);
            }
            Answer answer = refused
                    ? new Answer(503, "{}")
                    : switch (path) {
                        case "/charges" -> charge(key, json);
                        case LOOKUP -> lookUp(key);
                        case "/voids" -> voidKey(key);
                        case "/refunds" ->
                            refund(idempotencyKey, key, json.path("amount").asLong());
                        default -> new Answer(404, "{}");
                    };
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer charge(String key, JsonNode json) throws IOException, InterruptedException {
        switch (json.path("paymentMethod").asString()) {
            case "pm_card_slow" -> closing.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
            case "pm_card_flaky" -> {
                if (calls(key).size() <= 2) {
                    return new Answer(503, "{}");
                }
            }
            case "pm_card_dropped" -> {
                if (calls(key).size() == 1) {
                    throw new IOException("the connection is cut");
                }
            }
            case "pm_card_timeout_uncharged" -> closing.await();

            case "pm_card_timeout_charged" -> {
                decide(key, json);
                closing.await();
            }
            default -> {}
        }
        return chargeAnswer(decide(key, json));
    }

    private Entry decide(String key, JsonNode json) {
        String orderId = json.path("orderId").asString();
        return book.computeIfAbsent(key, k -> switch (json.path("paymentMethod").asString()) {
            case "pm_card_declined" -> new Entry("DECLINED", orderId, 0, 0, "card_declined");
            default -> new Entry("CAPTURED", orderId, json.path("amount").asLong(), 0, "");
        });
    }

    private static Answer chargeAnswer(Entry entry) {
        return switch (entry.status()) {
            case "CAPTURED" -> new Answer(200, "{\"id\":\"" + new UUID(0, 1) + "\",\"status\":\"CAPTURED\"}");
            case "DECLINED" -> new Answer(402, "{\"code\":\"" + entry.code() + "\"}");
            default -> new Answer(409, "{\"code\":\"voided\"}");
        };
    }

    private Answer lookUp(String key) {
        Entry entry = book.get(key);
        return entry == null
                ? new Answer(404, "{\"code\":\"no_such_charge\"}")
                : new Answer(
                        200,
                        "{\"status\":\"" + entry.status() + "\",\"captured\":" + entry.captured() + ",\"code\":\""
                                + entry.code() + "\"}");
    }

    private Answer voidKey(String key) {
        Entry entry = book.computeIfAbsent(key, k -> new Entry("VOIDED", "", 0, 0, ""));
        return entry.status().equals("CAPTURED")
                ? new Answer(200, "{\"status\":\"CAPTURED\",\"amount\":" + entry.captured() + "}")
                : new Answer(200, "{\"status\":\"VOIDED\"}");
    }

    private synchronized Answer refund(String refundKey, String key, long amount) {
        if (refunds.putIfAbsent(refundKey, amount) == null) {
            book.compute(key, (k, entry) -> {
                if (entry == null || entry.refunded() + amount > entry.captured()) {
                    throw new IllegalStateException("more refunded than captured: " + key);
                }
                return new Entry(
                        entry.status(), entry.orderId(), entry.captured(), entry.refunded() + amount, entry.code());
            });
        }
        return new Answer(200, "{\"id\":\"" + new UUID(0, 2) + "\",\"status\":\"REFUNDED\"}");
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
