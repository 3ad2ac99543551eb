package dev.bulwark.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A request being put together. */
public final class Call {

    /** Far above any budget the platform grants, so that it is always the platform that gives up first. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final String method;
    private final HttpRequest.Builder request;
    private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

    Call(HttpClient client, String method, URI uri) {
        this.client = client;
        this.method = method;
        this.request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    public Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Call key(String idempotencyKey) {
        return header("Idempotency-Key", idempotencyKey);
    }

    /** A record, or a string that is sent as it is. */
    public Call json(Object value) {
        return body("application/json", value instanceof String text ? text : Json.text(value));
    }

    public Call body(String contentType, String text) {
        body = BodyPublishers.ofString(text);
        return header("Content-Type", contentType);
    }

    /** @throws UncheckedIOException if there is no answer; whether the request had an effect is then unknown */
    public Answer send() {
        HttpRequest complete = request.method(method, body).build();
        try {
            HttpResponse<String> response = client.send(complete, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    method + " " + complete.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + complete.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + complete.uri(), e);
        }
    }
}
