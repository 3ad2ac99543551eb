package dev.bulwark.platform.http.deadline;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlinesIT extends SampleService {

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

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

    private long budget(java.net.http.HttpRequest.Builder request) {
        return send(request).json().path("remaining").asLong();
    }

    private String timeout() {
        return jdbc.sql("SHOW statement_timeout").query(String.class).single();
    }
}
