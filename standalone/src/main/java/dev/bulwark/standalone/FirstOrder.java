package dev.bulwark.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Finds out when the first order could be placed: a customer's token is handed out, and the door leads to goods and to orders. */
final class FirstOrder {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Options options;

    FirstOrder(Options options) {
        this.options = options;
    }

    /** @throws IllegalStateException if it takes more than three minutes */
    void await() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            while (System.nanoTime() < until) {
                last = ask(client);
                if (last.isEmpty()) {
                    return;
                }
                Thread.sleep(BETWEEN);
            }
        }
        throw new IllegalStateException("started, but no order can be placed: " + last);
    }

    private String ask(HttpClient client) throws InterruptedException {
        String gateway = options.url(Module.GATEWAY);
        try {
            HttpResponse<String> token = client.send(
                    request(gateway + "/oauth2/token")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "grant_type=client_credentials&client_id=alice&client_secret=alice-secret"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (token.statusCode() != 200) {
                return "token: " + token.statusCode();
            }
            String value = token.body().replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            return status(client, request(gateway + "/api/v1/products/SKU-0001"))
                    + status(
                            client,
                            request(gateway + "/api/v1/orders?limit=1").header("Authorization", "Bearer " + value));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String status(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(request.GET().build(), HttpResponse.BodyHandlers.discarding());
        return answer.statusCode() == 200 ? "" : answer.uri().getPath() + ": " + answer.statusCode() + " ";
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
    }
}
