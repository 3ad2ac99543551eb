package dev.bulwark.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrderLoadTest {

    private HttpServer server;
    private OrderLoad load;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth2/token", exchange -> answer(exchange, 200, "{\"access_token\":\"token\"}"));
        server.createContext("/api/v1/orders", exchange -> answer(exchange, 201, "{}"));
        server.start();
        URI platform = URI.create("http://localhost:" + server.getAddress().getPort());
        load = new OrderLoad(new Target(platform, platform, platform), 4);
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
    void nothingIsMissingWhenEveryOrderWasAnswered() throws IOException, InterruptedException {
        load.open(100, Duration.ofMillis(200));
        assertThat(load.accepted() + load.refused()).isEqualTo(20);
        assertThat(load.missing()).isZero();
    }

    @Test
    void ordersThatWereNeverPlacedAreMissing() throws IOException, InterruptedException {
        load.closed(20, new UnderWay(new Counters.Servers("localhost:" + closedPort(), ""), 5));
        assertThat(load.missing())
                .as("nobody can say how many are under way, so it stops at five at the latest")
                .isBetween(15L, 20L);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
