package dev.bulwark.inventory.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import dev.bulwark.inventory.InventorySuite;
import dev.bulwark.testing.TestTokens;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its clients see it. */
abstract class HttpSuite extends InventorySuite {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    static String merchant() {
        return TestTokens.shared().scoped("merchant", "catalog");
    }

    static String internal() {
        return TestTokens.shared().internal("saga-orchestrator");
    }

    /** @param headers names and values in turn */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path).GET(), headers);
    }

    HttpResponse<String> get(String token, URI path) throws IOException, InterruptedException {
        return get(path.toString(), "Authorization", "Bearer " + token);
    }

    HttpResponse<String> post(String token, String key, String path, String body)
            throws IOException, InterruptedException {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)),
                "Authorization",
                "Bearer " + token,
                "Idempotency-Key",
                key,
                "Content-Type",
                "application/json");
    }

    /** As a merchant, under a key of its own. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(merchant(), UUID.randomUUID().toString(), path, body);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    static String problem(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).path("type").asString();
    }

    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
