package dev.bulwark.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulators as they run, on a free port and a database of their own, with short waits; spoken to over HTTP only. */
public final class RunningSimulators implements AutoCloseable {

    public static final Duration SLOW = Duration.ofSeconds(1);
    public static final Duration SILENCE = Duration.ofMillis(500);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static RunningSimulators shared;

    private final TestDatabase database;
    private final int port;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningSimulators(TestDatabase database, Duration silence) {
        this.database = database;
        this.port = freePort();
        this.context = new SpringApplicationBuilder(SimulatorsApplication.class)
                .properties("spring.config.name=simulators")
                .run(
                        "--server.port=" + port,
                        "--management.server.port=0",
                        "--spring.datasource.url=" + database.serviceUrl(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--bulwark.security.issuer=http://localhost:" + port,
                        "--bulwark.security.jwks-uri=http://localhost:" + port + "/oauth2/jwks",
                        "--bulwark.simulators.psp.slow-answer=" + SLOW.toMillis() + "ms",
                        "--bulwark.simulators.psp.silence=" + silence.toMillis() + "ms",
                        "--bulwark.simulators.psp.webhook.url="
                                + Merchant.shared().url(),
                        "--bulwark.simulators.psp.webhook.first-pause=200ms",
                        "--bulwark.simulators.psp.webhook.max-attempts=8");
    }

    /** One for all tests that don't restart it; it ends with the JVM. */
    public static synchronized RunningSimulators shared() {
        if (shared == null) {
            shared = on(Servers.postgres().newDatabase("psp"));
        }
        return shared;
    }

    public static RunningSimulators on(TestDatabase database) {
        return on(database, SILENCE);
    }

    public static RunningSimulators on(TestDatabase database, Duration silence) {
        return new RunningSimulators(database, silence);
    }

    public TestDatabase database() {
        return database;
    }

    public String url(String path) {
        return "http://localhost:" + port + path;
    }

    private int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** An answer with its body as it came. */
    public record Answer(int status, String contentType, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** A text member of the JSON body. */
        public String text(String name) {
            return json().path(name).asString("");
        }
    }

    /** Every data source, by the name of its bean. */
    Map<String, DataSource> dataSources() {
        return context.getBeansOfType(DataSource.class);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** What the management port answers. */
    public Answer management(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort() + path)));
    }

    public Answer post(String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return sendUnchecked(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #send}, for calls that may find the line dead. */
    public Answer sendUnchecked(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(30));
    }

    /** A token of the client, from the token endpoint. */
    public String token(String client) {
        return post(
                        "/oauth2/token",
                        "application/x-www-form-urlencoded",
                        "grant_type=client_credentials&client_id=" + client + "&client_secret=" + client + "-secret")
                .text("access_token");
    }

    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    public static String json(String name, Object value) {
        return json(Map.of(name, value));
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
