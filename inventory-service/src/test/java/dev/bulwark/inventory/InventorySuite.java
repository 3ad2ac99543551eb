package dev.bulwark.inventory;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.bulwark.inventory.domain.Price;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One running inventory-service for all suites; each makes products of its own. */
@SpringBootTest(
        classes = InventoryServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=inventory-service")
public abstract class InventorySuite {

    private static final AtomicInteger SKUS = new AtomicInteger();

    protected static TestDatabase database;

    @Autowired
    protected Catalogue catalogue;

    @Autowired
    protected StockAudit audit;

    @Autowired
    protected JdbcTemplate jdbc;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = ServiceTestProperties.register(registry, "inventory");
    }

    /** A new product; returns its sku. */
    protected String product(long quantity) {
        String sku = "IT-" + SKUS.incrementAndGet();
        catalogue.list(List.of(new NewProduct(sku, "Test product", new Price(100, "EUR"), quantity)));
        return sku;
    }

    public record Row(long onHand, long reserved, long committed) {}

    protected Row stock(String sku) {
        return jdbc.queryForObject(
                "SELECT on_hand, reserved, committed FROM stock WHERE sku = ?",
                (row, number) -> new Row(row.getLong(1), row.getLong(2), row.getLong(3)),
                sku);
    }

    protected String status(UUID order) {
        return jdbc.queryForObject("SELECT status FROM reservation WHERE order_id = ?", String.class, order);
    }
}
