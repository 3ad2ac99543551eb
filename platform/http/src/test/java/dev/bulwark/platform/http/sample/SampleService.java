package dev.bulwark.platform.http.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer with its body read as JSON where it is. */
    protected record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String slug() {
            return json().path("type").asString("");
        }
    }
}
