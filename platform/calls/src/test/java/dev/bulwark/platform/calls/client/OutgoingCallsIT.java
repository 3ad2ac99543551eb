package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What a call to a neighbour carries on, and what the caller hears when it fails: a service on a real port calls a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = OutgoingCallsIT.CallingApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=calling-service",
            "spring.flyway.locations=classpath:db/migration/platform",
            "spring.threads.virtual.enabled=true"
        })
class OutgoingCallsIT {

    private static final TestDatabase DATABASE = Servers.postgres().newDatabase("calling");

    private final TestTokens tokens = TestTokens.shared();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<Map<String, List<String>>> received = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @LocalServerPort
    private int port;

    @Autowired
    private ServiceTokens serviceTokens;

    @Autowired
    private OutgoingHttp http;

    private HttpServer neighbour;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::serviceUrl);
        registry.add("spring.datasource.username", DATABASE::user);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("management.server.port", () -> "0");
        registry.add("bulwark.security.jwks-uri", TestTokens.shared()::jwksUri);
        registry.add("bulwark.security.token-uri", TestTokens.shared()::tokenUri);
    }

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
        client.shutdownNow();
    }

    @Test
    void aCallCarriesTheDeadlineAndTheTraceOn() throws InterruptedException {
        HttpResponse<String> answer = send(asAlice("/calls?url=" + url("/quick"))
                .header("X-Timeout-Ms", "2000")
                .header("X-Correlation-Id", "quick-call")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(answer.body()).isEqualTo("here");
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
        HttpResponse<String> answer =
                send(asAlice("/calls?url=" + url("/never")).header("X-Timeout-Ms", "400"));
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(problem(answer)).isEqualTo("/problems/deadline-exceeded");
    }

    @Test
    void aNeighbourThatIsAwayIsA503() {
        HttpResponse<String> answer = send(asAlice("/calls?url=http://localhost:1"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(problem(answer)).isEqualTo("/problems/unavailable");
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).isEqualTo("1");
    }

    private String url(String path) {
        return "http://localhost:" + neighbour.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("here".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aServiceReachesAnothersInternalPath() {
        RestClient sample = http.client("http://localhost:" + port)
                .requestInterceptor(serviceTokens)
                .build();
        assertThat(sample.get().uri("/internal/thing").retrieve().body(String.class))
                .contains("calling-service");
    }

    private HttpRequest.Builder asAlice(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + tokens.customer("alice"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String problem(HttpResponse<String> answer) {
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        return body.path("type").asString("");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({WebPlatformConfiguration.class, ClientConfiguration.class, CallingController.class})
    static class CallingApplication {}

    @RestController
    static class CallingController {

        private final OutgoingHttp http;

        CallingController(OutgoingHttp http) {
            this.http = http;
        }

        @GetMapping("/calls")
        String calls(@RequestParam String url) {
            return http.client(url).build().get().retrieve().body(String.class);
        }

        @GetMapping("/internal/thing")
        Map<String, String> internal(Caller caller) {
            return Map.of("caller", caller.subject());
        }
    }
}
