package dev.bulwark.platform.http.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample service running on a real port and a real database, one context for all tests of the web side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=sample-service",
            "spring.flyway.locations=classpath:db/migration/platform,classpath:db/migration/sample",
            "spring.threads.virtual.enabled=true",
            "bulwark.deadline.longest-budget=10m"
        })
public abstract class SampleService {

    protected static final TestDatabase DATABASE = Servers.postgres().newDatabase("sample");

    private static final JsonMapper JSON = JsonMapper.shared();

    protected final TestTokens tokens = TestTokens.shared();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    protected int port;

    @LocalManagementPort
    protected int managementPort;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::serviceUrl);
        registry.add("spring.datasource.username", DATABASE::user);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("management.server.port", () -> "0");
        registry.add("bulwark.security.jwks-uri", TestTokens.shared()::jwksUri);
        registry.add("bulwark.security.token-uri", TestTokens.shared()::tokenUri);
    }

    @AfterAll
    void closeClient() {
        client.shutdownNow();
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /** As customer {@code alice}. */
    protected HttpRequest.Builder asAlice(String path) {
        return request(path).header("Authorization", "Bearer " + tokens.customer("alice"));
    }

    protected HttpRequest.Builder postAsAlice(String path, String json) {
        return asAlice(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    protected Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What no HTTP client sends. The request must be one that the service answers by closing the connection, for example with
     * {@code Connection: close}.
     *
     * @param request each character a byte (ISO 8859-1)
     */
    protected Answer raw(int port, String request) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).as("the answer to %s", request).startsWith("HTTP/1.1 ");
            int head = answer.indexOf("\r\n\r\n");
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            answer.substring(0, head).lines().skip(1).forEach(line -> {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
            });
            return new Answer(Integer.parseInt(answer.substring(9, 12)), headers, answer.substring(head + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The refusal in its one shape, with everything in it that the contract promises. */
    protected static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as("type of %s", answer).startsWith("application/problem+json");
        assertThat(answer.slug()).isEqualTo("/problems/" + slug);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.json().path("instance").asString()).startsWith("/");
        assertThat(answer.json().path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(answer.header("X-Correlation-Id")).isNotBlank();
    }

    /** An answer with its body read as JSON where it is. */
    protected record Answer(int status, Map<String, String> headers, String text) {

        static Answer of(HttpResponse<String> response) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            return new Answer(response.statusCode(), headers, response.body());
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String slug() {
            return json().path("type").asString("");
        }
    }
}
