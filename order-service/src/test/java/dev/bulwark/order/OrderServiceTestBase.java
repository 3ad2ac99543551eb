package dev.bulwark.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import dev.bulwark.order.catalogue.CatalogueReplica;
import dev.bulwark.order.catalogue.Product;
import dev.bulwark.order.domain.Money;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestDatabase;
import dev.bulwark.testing.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running order-service for all integration tests of the module, with an inventory-service that says what a test wants. */
@SpringBootTest(
        classes = OrderServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=order-service",
            "bulwark.order.watchdog.interval=1h",
            "bulwark.order.catalogue.unknown-for=300ms",
            "bulwark.outbox.max-pending-rows=" + OrderServiceTestBase.OUTBOX_CAP
        })
public abstract class OrderServiceTestBase {

    /** Far above what the tests leave there by themselves, and quick to fill. */
    protected static final int OUTBOX_CAP = 50_000;

    protected static final JsonMapper JSON = JsonMapper.shared();
    protected static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What inventory-service says by sku, empty for a 503; it has no others. */
    protected static final Map<String, String> INVENTORY = new ConcurrentHashMap<>();

    /** How many skus inventory-service was asked for, by call. */
    protected static final List<Integer> LOOKUPS = new CopyOnWriteArrayList<>();

    protected static TestDatabase orders;
    protected static TestDatabase orderView;
    protected static TestDatabase keyStore;

    @LocalServerPort
    protected int port;

    @Autowired
    private CatalogueReplica catalogue;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        orders = ServiceTestProperties.register(registry, "orders");
        orderView = Servers.postgres().newDatabase("order_view");
        keyStore = Servers.postgres().newDatabase("key_store");
        register(registry, "bulwark.order.view-database", orderView);
        register(registry, "bulwark.order.key-database", keyStore);
        String inventory = startInventory();
        registry.add("bulwark.urls.inventory", () -> inventory);
    }

    private static void register(DynamicPropertyRegistry registry, String prefix, TestDatabase database) {
        registry.add(prefix + ".url", database::serviceUrl);
        registry.add(prefix + ".username", database::user);
        registry.add(prefix + ".password", database::password);
    }

    private static String startInventory() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/internal/products/lookup", exchange -> {
                JsonNode asked =
                        JSON.readTree(exchange.getRequestBody().readAllBytes()).path("skus");
                LOOKUPS.add(asked.size());
                List<String> known = asked.valueStream()
                        .map(sku -> INVENTORY.get(sku.stringValue()))
                        .filter(Objects::nonNull)
                        .toList();
                byte[] body = ("{\"items\":[" + String.join(",", known) + "]}").getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(known.contains("") ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return "http://localhost:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void listProducts() {
        catalogue.put(List.of(
                new Product("SKU-0001", "Walnut desk", new Money(12_990, "EUR"), 1),
                new Product("SKU-0002", "Lamp", new Money(1_999, "EUR"), 1)));
    }

    protected static String newCustomer() {
        return "customer-" + UUID.randomUUID();
    }

    protected static String orderOf(String sku, int quantity) {
        return """
                {"items":[{"sku":"%s","quantity":%d}],"paymentMethod":"pm_card_ok","note":"Klingeln bei Zuse",
                 "shippingAddress":{"name":"Ada Lovelace","line1":"Analytical Road 1","city":"Berlin",
                                    "postalCode":"10115","country":"DE"}}""".formatted(sku, quantity);
    }

    protected Answer place(String customer, String body) {
        return post(customer, "/api/v1/orders", UUID.randomUUID().toString(), body);
    }

    /** Places an order that is fine and returns its id. */
    protected UUID placed(String customer) {
        Answer answer = place(customer, orderOf("SKU-0001", 2));
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return UUID.fromString(answer.json().path("id").stringValue());
    }

    protected Answer post(String customer, String path, String key, String body) {
        return send(customer, path, Map.of("Idempotency-Key", key, "Content-Type", "application/json"), "POST", body);
    }

    protected Answer get(String customer, String path, String... headers) {
        Map<String, String> all = new ConcurrentHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return send(customer, path, all, "GET", "");
    }

    protected Answer send(String customer, String path, Map<String, String> headers, String method, String body) {
        return sendAs(TestTokens.shared().customer(customer), path, headers, method, body);
    }

    protected Answer sendAs(String token, String path, Map<String, String> headers, String method, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer, easy to ask. */
    protected record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public List<String> pointers() {
            return json().path("errors")
                    .valueStream()
                    .map(error -> error.path("pointer").stringValue())
                    .toList();
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + response.body();
        }
    }
}
