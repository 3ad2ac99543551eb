package dev.bulwark.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform to ask.
 *
 * @param orders where orders are placed: the gateway, or order-service itself
 * @param gateway the door for everything else
 * @param tokens who hands out tokens
 */
record Target(URI orders, URI gateway, URI tokens) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Target local(int portOffset) {
        URI gateway = URI.create("http://localhost:" + (8080 + portOffset));
        return new Target(gateway, gateway, gateway);
    }

    /** @throws IOException if it is away or refuses */
    String token(String client) throws IOException {
        HttpConnection.Answer answer = ask(
                tokens,
                "POST",
                "/oauth2/token",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&client_id=" + client + "&client_secret=" + client + "-secret",
                PATIENCE);
        if (answer.status() != 200) {
            throw new IOException("no token for " + client + ": " + answer.status() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    /** Reads JSON through the gateway as an operator. @throws IOException if the answer isn't 200 */
    JsonNode operator(String path) throws IOException {
        return operator(path, PATIENCE);
    }

    /** The same of what may take long. */
    JsonNode operator(String path, Duration patience) throws IOException {
        return read("operator", path, patience);
    }

    /** Reads JSON through the gateway as that customer. @throws IOException if the answer isn't 200 */
    JsonNode customer(String client, String path) throws IOException {
        return read(client, path, PATIENCE);
    }

    private JsonNode read(String client, String path, Duration patience) throws IOException {
        HttpConnection.Answer answer =
                ask(gateway, "GET", path, Map.of("Authorization", "Bearer " + token(client)), "", patience);
        if (answer.status() != 200) {
            throw new IOException("GET " + path + ": " + answer.status() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static HttpConnection.Answer ask(
            URI server, String method, String path, Map<String, String> headers, String body, Duration patience)
            throws IOException {
        try (HttpConnection connection = new HttpConnection(server, patience)) {
            return connection.send(method, path, headers, body);
        }
    }
}
