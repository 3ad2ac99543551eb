package dev.bulwark.platform.deadline;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulwark.platform.sample.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DeadlinesIT extends SampleService {

    private final BlockingQueue<Map<String, List<String>>> received = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private HttpServer neighbour;

    @BeforeAll
    void startNeighbour() throws IOException {
        neighbour = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        neighbour.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        neighbour.createContext("/quick", this::answer);
        neighbour.createContext("/never", exchange -> {
            try {
                end.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange);
        });
        neighbour.start();
    }

    @AfterAll
    void stopNeighbour() {
        end.countDown();
        neighbour.stop(0);
    }

    @Test
    void aSpentRequestIsRefusedBeforeAnyWorkEvenBeforeItsToken() {
        for (Map.Entry<String, String> header :
                Map.of("X-Timeout-Ms", "0", "X-Deadline", "1000").entrySet()) {
            Answer answer = send(request("/caller").header(header.getKey(), header.getValue()));
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.slug()).isEqualTo("/problems/deadline-exceeded");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("X-Correlation-Id")).isNotBlank();
        }
        assertThat(send(request("/caller").header("X-Timeout-Ms", "x")).slug()).isEqualTo("/problems/bad-deadline");
    }

    @Test
    void theBudgetReachesTheController() {
        assertThat(budget(asAlice("/budget"))).isBetween(2_100L, 5_000L);
        assertThat(budget(asAlice("/budget").header("X-Timeout-Ms", "2000"))).isBetween(1L, 2_000L);
        assertThat(budget(asAlice("/budget").header("X-Timeout-Ms", "99999999")))
                .isBetween(590_000L, 600_000L);
    }

    @Test
    void aStatementEndsWithItsRequest() {
        for (boolean inTransaction : List.of(true, false)) {
            long start = System.nanoTime();
            Answer answer =
                    send(asAlice("/sleeps?inTransaction=" + inTransaction).header("X-Timeout-Ms", "600"));
            assertThat(answer.status()).as("in a transaction: " + inTransaction).isEqualTo(504);
            assertThat(answer.slug()).isEqualTo("/problems/deadline-exceeded");
            // 20 s is what the statement would take; outside a transaction the driver counts whole seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void theTimeOutIsTheTransactionsAndNobodyElses() {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        Deadline deadline = Deadline.in(Duration.ofSeconds(30), Clock.systemUTC());
        String inside = deadline.call(() -> transaction.execute(status -> timeout()));
        assertThat(inside).matches("(29\\d{3}ms|30s)");
        assertThat(timeout()).isEqualTo("0");
        assertThat(transaction.<String>execute(status -> timeout())).isEqualTo("0");
    }

    @Test
    void aCallCarriesTheDeadlineAndTheTraceOn() throws InterruptedException {
        Answer answer = send(asAlice("/calls?url=" + url("/quick"))
                .header("X-Timeout-Ms", "2000")
                .header("X-Correlation-Id", "quick-call")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(answer.text()).isEqualTo("here");
        Map<String, List<String>> headers = received.poll(5, TimeUnit.SECONDS);
        assertThat(Long.parseLong(headers.get("X-timeout-ms").getFirst())).isBetween(1L, 1_980L);
        assertThat(Long.parseLong(headers.get("X-deadline").getFirst()))
                .isCloseTo(System.currentTimeMillis(), within(2_000L));
        assertThat(headers.get("X-correlation-id")).containsExactly("quick-call");
        assertThat(headers.get("Traceparent").getFirst())
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void aCallEndsWithItsRequest() {
        Answer answer = send(asAlice("/calls?url=" + url("/never")).header("X-Timeout-Ms", "400"));
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.slug()).isEqualTo("/problems/deadline-exceeded");
    }

    @Test
    void aNeighbourThatIsAwayIsA503() {
        Answer answer = send(asAlice("/calls?url=http://localhost:1"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slug()).isEqualTo("/problems/unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private String url(String path) {
        return "http://localhost:" + neighbour.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("here".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    private long budget(java.net.http.HttpRequest.Builder request) {
        return send(request).json().path("remaining").asLong();
    }

    private String timeout() {
        return jdbc.sql("SHOW statement_timeout").query(String.class).single();
    }
}
