package dev.bulwark.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears the PSP's webhooks, and refuses them as often as it is told to. */
public final class Merchant {

    /** A webhook as it came. */
    public record ReceivedWebhook(String path, String signature, String contentType, byte[] body) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String key() {
            return json().path("key").asString();
        }
    }

    private static final Merchant SHARED = new Merchant();

    private final HttpServer server;
    private final List<ReceivedWebhook> heard = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();

    private Merchant() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Of all simulators that tests start; it ends with the JVM. */
    public static Merchant shared() {
        return SHARED;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/webhooks/psp";
    }

    /** The next webhooks about this key get 503. */
    public void refuse(String key, int times) {
        refusals.put(key, new AtomicInteger(times));
    }

    /** Those about this key, the refused ones too, oldest first. */
    public List<ReceivedWebhook> heardOf(String key) {
        return heard.stream().filter(each -> each.key().equals(key)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ReceivedWebhook webhook = new ReceivedWebhook(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("X-Signature"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestBody().readAllBytes());
            heard.add(webhook);
            AtomicInteger left = refusals.getOrDefault(webhook.key(), new AtomicInteger());
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(left.getAndDecrement() > 0 ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
