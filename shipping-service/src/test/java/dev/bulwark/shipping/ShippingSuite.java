package dev.bulwark.shipping;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.awaitility.Awaitility.await;

/**
 * One running shipping-service for all suites, a carrier and a key store beside it; each test has orders of its
 * own.
 */
@SpringBootTest(
        classes = ShippingServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=shipping-service",
            // So that what a crash left is found within the patience of a test.
            "bulwark.carrier.dispatch.sweep-millis=100"
        })
public abstract class ShippingSuite {

    protected static final FakeCarrier CARRIER = new FakeCarrier();
    protected static final FakeKeyStore KEYS = new FakeKeyStore();
    protected static TestDatabase database;

    @Autowired
    protected JdbcTemplate jdbc;

    @Autowired
    protected Ids ids;

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = ServiceTestProperties.register(registry, "shipping");
        registry.add("bulwark.carrier.url", CARRIER::url);
        registry.add("bulwark.urls.orders", KEYS::url);
    }

    /** The carrier's reference of an order. */
    protected static String reference(UUID order) {
        return order + ":shipment";
    }

    protected Map<String, Object> row(UUID order) {
        return jdbc.queryForMap("SELECT * FROM shipment WHERE order_id = ?", order);
    }

    /** Waits until the order's shipment is in this state, and its row. */
    protected Map<String, Object> awaitStatus(UUID order, String status) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> jdbc.queryForList("SELECT status FROM shipment WHERE order_id = ?", String.class, order),
                        List.of(status)::equals);
        return row(order);
    }

    /** Waits until nothing is open for the order any more. */
    protected void awaitNoIntent(UUID order) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        jdbc.queryForObject("SELECT count(*) FROM intent WHERE id LIKE ?", Long.class, order + ":%")
                                == 0);
    }
}
