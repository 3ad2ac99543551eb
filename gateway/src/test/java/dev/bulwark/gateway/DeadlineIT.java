package dev.bulwark.gateway;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.bulwark.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

class DeadlineIT {

    private final RunningGateway gateway = RunningGateway.fresh();

    @ParameterizedTest(name = "{0}: {1} → {2} {3}")
    @CsvSource({
        "X-Timeout-Ms, -5, 400, bad-deadline",
        "X-Timeout-Ms, soon, 400, bad-deadline",
        "X-Deadline, 12.5, 400, bad-deadline",
        "X-Timeout-Ms, 0, 504, deadline-exceeded",
        "X-Deadline, 1000, 504, deadline-exceeded"
    })
    void aBadOrPastDeadlineIsRefusedBeforeAnyWork(String header, String value, int status, String slug) {
        // Without a token: the deadline is looked at before anything that costs.
        assertProblem(gateway.send(gateway.request("POST", "/api/v1/orders").header(header, value)), status, slug);
        assertProblem(gateway.send(gateway.request("GET", "/api/v1/products").header(header, value)), status, slug);
        assertProblem(gateway.send(gateway.request("POST", "/oauth2/token").header(header, value)), status, slug);
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void bothHeadersAreRefused() {
        HttpResponse<String> response = gateway.send(gateway.request("GET", "/api/v1/products")
                .header("X-Timeout-Ms", "100")
                .header("X-Deadline", Long.toString(System.currentTimeMillis() + 100)));

        assertProblem(response, 400, "bad-deadline");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void bothHeadersGoOnAndSayTheSame() {
        long before = System.currentTimeMillis();
        gateway.send(gateway.request("GET", "/api/v1/products").header("X-Timeout-Ms", "2000"));
        long after = System.currentTimeMillis();

        FakeService.Received received = gateway.service("inventory").onlyRequest();
        long deadline = Long.parseLong(received.header("X-Deadline"));
        long remaining = Long.parseLong(received.header("X-Timeout-Ms"));
        assertThat(deadline).isBetween(before + 2000, after + 2000);
        assertThat(remaining).isBetween(1L, 2000L);
        assertThat(received.headers().get("X-Timeout-Ms")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1} has {2} ms")
    @CsvSource({
        "GET, /api/v1/products, 5000",
        "GET, /api/v1/orders/1, 5000",
        "GET, /api/v1/orders/1/stream, 900000",
        "GET, /ops/audit, 120000"
    })
    void everyRouteHasItsBudgetAndLaterWishesAreClampedToIt(String method, String path, long budgetMillis) {
        long before = System.currentTimeMillis();
        String token = "Bearer " + RunningGateway.ISSUER.token("ops");
        gateway.send(gateway.request(method, path).header("Authorization", token));
        gateway.send(gateway.request(method, path)
                .header("Authorization", token)
                .header("X-Deadline", Long.toString(before + 10_000_000)));
        long after = System.currentTimeMillis();

        String service = path.contains("products") ? "inventory" : path.contains("audit") ? "sagas" : "orders";
        assertThat(gateway.service(service).received())
                .hasSize(2)
                .extracting(received -> Long.parseLong(received.header("X-Deadline")))
                .allMatch(deadline -> deadline >= before + budgetMillis && deadline <= after + budgetMillis);
    }

    @Test
    void aServiceSlowerThanTheDeadlineIsNotWaitedFor() {
        CountDownLatch done = new CountDownLatch(1);
        gateway.service("inventory").answers(exchange -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        Instant before = Instant.now();
        HttpResponse<String> response =
                gateway.send(gateway.request("GET", "/api/v1/products").header("X-Timeout-Ms", "300"));
        done.countDown();

        assertProblem(response, 504, "deadline-exceeded");
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofMillis(290), Duration.ofSeconds(3));
        assertThat(gateway.service("inventory").received()).hasSize(1);
    }
}
