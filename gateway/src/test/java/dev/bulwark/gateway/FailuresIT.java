package dev.bulwark.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

import static dev.bulwark.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FailuresIT {

    private static final int MEGABYTE = 1024 * 1024;

    // Stays up until the JVM ends: closing it would take down the event loops that all gateways of a JVM share.
    private static final Supplier<Broken> BROKEN =
            SingletonSupplier.of(() -> Broken.start(RunningGateway.fresh().service("orders")));

    private final RunningGateway gateway = RunningGateway.fresh();

    @Test
    void aDeclaredBodyOverTheLimitIsRefusedUnread() {
        HttpResponse<String> response = gateway.send(
                gateway.authorized("POST", "/api/v1/orders").POST(BodyPublishers.ofByteArray(new byte[MEGABYTE + 1])));

        assertProblem(response, 413, "payload-too-large");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void aBodyOfUndeclaredLengthIsCutAtTheLimit() {
        HttpResponse<String> response = gateway.send(gateway.authorized("POST", "/api/v1/orders")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 * MEGABYTE]))));

        assertProblem(response, 413, "payload-too-large");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void aBodyAtTheLimitGoesThroughDeclaredOrNot() {
        byte[] body = new byte[MEGABYTE];

        assertThat(gateway.send(gateway.authorized("POST", "/api/v1/orders").POST(BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.authorized("POST", "/api/v1/orders")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.service("orders").received())
                .hasSize(2)
                .allMatch(received -> received.body().length == MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aServiceThatBreaksOffIs502AndNeverAskedTwice(String method) {
        BROKEN.get().connections().set(0);

        HttpResponse<String> response = gateway.send(BROKEN.get().request(method, "/api/v1/products"));

        assertProblem(response, 502, "bad-gateway");
        assertThat(BROKEN.get().connections()).hasValue(1);
    }

    @Test
    void aServiceThatIsDownIs503AtOnce() {
        HttpResponse<String> response = gateway.send(BROKEN.get().request("POST", "/webhooks/psp"));

        assertProblem(response, 503, "unavailable");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void withoutTheIssuersKeysATokenIsNeitherBelievedNorCalledBad() {
        HttpResponse<String> response = gateway.send(BROKEN.get()
                .request("GET", "/api/v1/orders")
                .header("Authorization", "Bearer " + RunningGateway.ISSUER.token("")));

        assertProblem(response, 503, "unavailable");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void halfAnAnswerIsCutNotClosed() {
        gateway.service("inventory").answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("[1,2".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("the service dies here");
        });

        assertThatThrownBy(() -> gateway.get("/api/v1/products")).isInstanceOf(UncheckedIOException.class);
    }

    /** A second gateway in bad company: inventory hangs up, payments and the issuer are away. */
    private record Broken(ConfigurableApplicationContext context, AtomicInteger connections) {

        static Broken start(FakeService orders) {
            try {
                AtomicInteger connections = new AtomicInteger();
                ServerSocket rude = new ServerSocket(0);
                Thread.ofVirtual().start(() -> hangUp(rude, connections));
                String closed = "http://localhost:" + closedPort();
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put("bulwark.urls.inventory", "http://localhost:" + rude.getLocalPort());
                properties.put("bulwark.urls.payments", closed);
                properties.put("bulwark.urls.orders", orders.url());
                properties.put("bulwark.security.jwks-uri", closed + "/jwks");
                properties.put("bulwark.gateway.routes.catalog.access", "anonymous");
                properties.put("server.port", 0);
                properties.put("management.server.port", 0);
                return new Broken(RunningGateway.start(properties), connections);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        HttpRequest.Builder request(String method, String path) {
            String port = context.getEnvironment().getProperty("local.server.port");
            return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .method(method, BodyPublishers.noBody());
        }

        private static void hangUp(ServerSocket server, AtomicInteger connections) {
            try (server) {
                while (true) {
                    try (Socket socket = server.accept()) {
                        connections.incrementAndGet();
                        socket.getInputStream().read(new byte[16]);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int closedPort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }
    }
}
