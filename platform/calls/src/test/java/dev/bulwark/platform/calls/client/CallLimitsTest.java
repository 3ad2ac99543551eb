package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.bulwark.platform.core.deadline.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever a server does with its end of the connection, a call ends in time and in bounded memory. */
@Timeout(30)
class CallLimitsTest {

    private static final Duration AT_MOST = Duration.ofMillis(500);
    /** Far less than the servers here go on for, far more than a busy machine takes. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final int MAX_BODY_BYTES = 1_000;

    private final OutgoingHttp http = new OutgoingHttp(
            new OutgoingProperties(Duration.ofSeconds(1), AT_MOST, DataSize.ofBytes(MAX_BODY_BYTES), 1),
            Clock.systemUTC());

    @AfterEach
    void close() {
        http.close();
    }

    static Stream<RawServer.Behaviour> serversThatNeverComeToAnEnd() {
        return Stream.of(
                RawServer.silent(),
                RawServer.dripping("", "HTTP/1.1 200 OK", 100),
                RawServer.dripping("HTTP/1.1 200 OK\r\n", "X-Filler: a\r\n", 20),
                RawServer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", "a", 100),
                RawServer.dripping("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", 50),
                RawServer.dripping("HTTP/1.1 503 Busy\r\n\r\n", "a", 100));
    }

    @ParameterizedTest
    @MethodSource("serversThatNeverComeToAnEnd")
    void aCallToAProviderIsOverInTime(RawServer.Behaviour behaviour) throws IOException {
        try (RawServer server = new RawServer(behaviour)) {
            HttpExchange exchange = http.exchange(server.url(), 1, MAX_BODY_BYTES);
            long start = System.nanoTime();
            assertThatThrownBy(() -> exchange.send(HttpExchange.Request.get("/"), AT_MOST))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(AT_MOST, SOON);
        }
    }

    @ParameterizedTest
    @MethodSource("serversThatNeverComeToAnEnd")
    void aCallToAServiceIsOverWithinItsCeilingAndItsDeadline(RawServer.Behaviour behaviour) throws IOException {
        try (RawServer server = new RawServer(behaviour)) {
            Callable<String> call = () -> http.client(server.url().toString())
                    .build()
                    .get()
                    .retrieve()
                    .body(String.class);
            long start = System.nanoTime();
            assertThatThrownBy(call::call)
                    .isInstanceOf(ResourceAccessException.class)
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(AT_MOST, SOON);
            Deadline deadline = Deadline.in(Duration.ofMillis(200), Clock.systemUTC());
            assertThatThrownBy(() -> deadline.call(call::call))
                    .isInstanceOf(ResourceAccessException.class)
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void waitingForAConnectionCountsToo() throws Exception {
        // The server is closed first, which ends the calls that the executor waits for.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                RawServer server = new RawServer(RawServer.silent())) {
            HttpExchange exchange = http.exchange(server.url(), 2, MAX_BODY_BYTES);
            Callable<HttpExchange.Response> call = () -> exchange.send(HttpExchange.Request.get("/"), SOON);
            threads.submit(call);
            threads.submit(call);
            while (server.accepted() < 2) {
                Thread.sleep(5);
            }
            assertThatThrownBy(() -> exchange.send(HttpExchange.Request.get("/"), AT_MOST))
                    .isInstanceOf(IOException.class);
            assertThat(server.accepted()).as("as many as can be under way").isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("answersOfAnySize")
    void anAnswerThatIsTooLargeIsNotRead(String head) throws IOException {
        try (RawServer server = new RawServer(out -> {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = "64\r\n".concat("a".repeat(100)).concat("\r\n").getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(chunk);
            }
        })) {
            HttpExchange exchange = http.exchange(server.url(), 1, MAX_BODY_BYTES);
            assertThatThrownBy(() -> exchange.send(HttpExchange.Request.get("/"), SOON))
                    .isInstanceOf(AnswerTooLargeException.class)
                    .hasMessage("the answer has more than 1000 bytes");
            assertThatThrownBy(() -> http.client(server.url().toString())
                            .build()
                            .get()
                            .retrieve()
                            .body(String.class))
                    .isInstanceOf(ResourceAccessException.class)
                    .hasMessageContaining("the answer has more than 1000 bytes");
        }
    }

    static Stream<String> answersOfAnySize() {
        return Stream.of(
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2147483647\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    @Test
    void aRedirectIsAnAnswerAndTheLargestBodyIsReadAsAWhole() throws IOException {
        String body = "b".repeat(MAX_BODY_BYTES);
        try (RawServer server = new RawServer(
                out -> out.write(("HTTP/1.1 302 Found\r\nLocation: http://localhost:1/\r\nRetry-After: 3\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII)))) {
            HttpExchange.Response response =
                    http.exchange(server.url(), 1, MAX_BODY_BYTES).send(HttpExchange.Request.get("/"), SOON);
            assertThat(response.status()).isEqualTo(302);
            assertThat(response.body()).asString().isEqualTo(body);
            assertThat(response.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
    }
}
