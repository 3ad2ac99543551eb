package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulwark.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceTokensTest {

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger issued = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> forms = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> presented = new ConcurrentLinkedQueue<>();
    private final OutgoingHttp http =
            new OutgoingHttp(OutgoingProperties.of(Duration.ofSeconds(1), Duration.ofSeconds(5)), Clock.systemUTC());
    private volatile boolean away;
    private volatile int resourceStatus = 200;
    private HttpServer server;
    private ServiceTokens tokens;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", this::grant);
        server.createContext("/resource", exchange -> {
            presented.add(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, resourceStatus, "{}");
        });
        server.start();
        tokens = new ServiceTokens(http.client(url("/token")).build(), "order-service", "secret!", clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void oneTokenServesUntilShortlyBeforeItsExpiry() {
        assertThat(tokens.bearer()).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(539));
        assertThat(tokens.bearer()).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.bearer()).isEqualTo("token-2");
        assertThat(forms.peek())
                .contains("grant_type=client_credentials", "client_id=order-service", "client_secret=secret%21");
    }

    @Test
    void manyWhoNeedOneFetchOne() throws Exception {
        Set<String> seen = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> bearer = tokens::bearer;
            for (Future<String> token : threads.invokeAll(Collections.nCopies(50, bearer))) {
                seen.add(token.get());
            }
        }
        assertThat(seen).containsExactly("token-1");
        assertThat(issued).hasValue(1);
    }

    @Test
    void whileTheIssuerIsAwayAValidTokenGoesOnAndAnExpiredOneDoesNot() {
        tokens.bearer();
        away = true;
        clock.advance(Duration.ofSeconds(545));
        assertThat(tokens.bearer()).isEqualTo("token-1");
        int asked = forms.size();
        assertThat(tokens.bearer()).isEqualTo("token-1");
        assertThat(forms).as("not asked again at once").hasSize(asked);
        clock.advance(Duration.ofSeconds(60));
        assertThatThrownBy(tokens::bearer).isInstanceOf(RestClientException.class);
        away = false;
        assertThat(tokens.bearer()).isEqualTo("token-2");
    }

    @Test
    void signsCallsAndThrowsAwayWhatIsRefused() {
        RestClient resource =
                http.client(url("/resource")).requestInterceptor(tokens).build();
        resource.get().retrieve().toBodilessEntity();
        assertThat(presented.poll()).isEqualTo("Bearer token-1");
        resourceStatus = 401;
        assertThatThrownBy(() -> resource.get().retrieve().toBodilessEntity())
                .isInstanceOf(HttpClientErrorException.Unauthorized.class);
        resourceStatus = 200;
        presented.clear();
        resource.get().retrieve().toBodilessEntity();
        assertThat(presented.poll()).isEqualTo("Bearer token-2");
    }

    private void grant(HttpExchange exchange) throws IOException {
        forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (away) {
            answer(exchange, 503, "{}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"token-" + issued.incrementAndGet()
                            + "\",\"token_type\":\"Bearer\",\"expires_in\":600}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }
}
