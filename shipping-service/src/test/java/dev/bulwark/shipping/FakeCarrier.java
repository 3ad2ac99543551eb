package dev.bulwark.shipping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A carrier over real HTTP: books by reference, keeps cancellations as tombstones, and misbehaves for the references
 * it is told to.
 *
 * <p>A booking that is held has taken effect; only its answer waits.
 */
public final class FakeCarrier {

    private static final String BOOKED = "OK|LX%s|LX|2026.02.28";

    private record Script(int status, String line) {}

    private final HttpServer server;
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<String, Deque<Script>> scripts = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public FakeCarrier() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/carrier/bookings", exchange -> answer(exchange, this::book));
        server.createContext("/carrier/cancellations", exchange -> answer(exchange, this::cancel));
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/carrier";
    }

    /** The next booking of this reference is answered so; the one after that normally, unless told again. */
    public void next(String reference, int status, String line) {
        scripts.computeIfAbsent(reference, r -> new ArrayDeque<>()).add(new Script(status, line));
    }

    /** Answers to bookings of this reference wait for the latch. */
    public CountDownLatch hold(String reference) {
        CountDownLatch latch = new CountDownLatch(1);
        held.put(reference, latch);
        return latch;
    }

    /** What the carrier was told about the reference, in order. */
    public List<String> heard(String reference) {
        return lines.stream()
                .filter(line -> line.split("\\|")[1].equals(reference))
                .toList();
    }

    /** BOOK and CANC, in order. */
    public List<String> verbs(String reference) {
        return heard(reference).stream().map(line -> line.substring(0, 4)).toList();
    }

    private interface Answerer {
        Script to(String reference) throws InterruptedException;
    }

    private void answer(HttpExchange exchange, Answerer answerer) throws IOException {
        try (exchange) {
            String line = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            lines.add(line);
            boolean text = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                    .startsWith("text/plain");
            Script script = text ? answerer.to(line.split("\\|")[1]) : new Script(415, "");
            byte[] body = script.line().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain;charset=UTF-8");
            exchange.sendResponseHeaders(script.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Script book(String reference) throws InterruptedException {
        Deque<Script> script = scripts.get(reference);
        if (script != null && !script.isEmpty()) {
            return script.removeFirst();
        }
        Script answer = cancelled.contains(reference)
                ? new Script(200, "ERR|E23|CANCELLED")
                : new Script(200, BOOKED.formatted(Integer.toHexString(reference.hashCode())));
        CountDownLatch latch = held.get(reference);
        if (latch != null) {
            latch.await();
        }
        return answer;
    }

    private Script cancel(String reference) {
        cancelled.add(reference);
        return new Script(200, "OK|CANC");
    }
}
