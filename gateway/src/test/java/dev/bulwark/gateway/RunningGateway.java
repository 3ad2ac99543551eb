package dev.bulwark.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real gateway on free ports, with a fake behind every route; started once for all integration tests. */
public final class RunningGateway {

    public static final TestIssuer ISSUER = new TestIssuer("k1");

    /** A call that never ends must fail its test, not stop the build. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private static final class Holder {
        private static final RunningGateway INSTANCE = new RunningGateway();
    }

    private final Map<String, FakeService> services = new LinkedHashMap<>();
    private final ConfigurableApplicationContext context;

    private RunningGateway() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : new String[] {"orders", "payments", "inventory", "shipping", "sagas", "simulators"}) {
            FakeService service = FakeService.start(name);
            services.put(name, service);
            properties.put("bulwark.urls." + name, service.url());
        }
        FakeService keys = FakeService.start("issuer");
        keys.answers(FakeService.answering(200, ISSUER.jwks()));
        properties.put("bulwark.security.issuer", TestIssuer.ISSUER);
        properties.put("bulwark.security.jwks-uri", keys.url() + "/oauth2/jwks");
        properties.put("server.port", 0);
        properties.put("management.server.port", 0);
        context = start(properties);
    }

    static ConfigurableApplicationContext start(Map<String, Object> properties) {
        properties.put("spring.config.name", "gateway");
        String[] arguments = properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(GatewayApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run(arguments);
    }

    /** With every service answering 200 and remembering nothing. */
    public static RunningGateway fresh() {
        Holder.INSTANCE.services.values().forEach(FakeService::reset);
        return Holder.INSTANCE;
    }

    public FakeService service(String name) {
        return services.get(name);
    }

    public int requestsToServices() {
        return services.values().stream()
                .mapToInt(service -> service.received().size())
                .sum();
    }

    public String url(String path) {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path;
    }

    /** Asks the management port. */
    public HttpResponse<String> manage(String path) {
        return manage("GET", path);
    }

    public HttpResponse<String> manage(String method, String path) {
        String port = context.getEnvironment().getProperty("local.management.port");
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    public HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).method(method, HttpRequest.BodyPublishers.noBody());
    }

    public HttpRequest.Builder authorized(String method, String path) {
        return request(method, path).header("Authorization", "Bearer " + ISSUER.token(""));
    }

    public HttpResponse<String> get(String path) {
        return send(request("GET", path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
