package dev.bulwark.payment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.testing.ServiceTestProperties;
import dev.bulwark.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service as it runs, on real servers, with a provider of the test's making. One context for all tests of the module. */
@SpringBootTest(
        classes = PaymentServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=payment-service",
            "bulwark.psp.dispatch.call-timeout-millis=3000",
            "bulwark.psp.dispatch.lease-millis=2000",
            "bulwark.psp.dispatch.sweep-millis=200"
        })
public abstract class PaymentSuite {

    protected static final FakePsp PSP = new FakePsp();
    private static TestDatabase database;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected Ids ids;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        database = ServiceTestProperties.register(registry, "payments");
        registry.add("bulwark.psp.url", PSP::url);
    }

    protected static TestDatabase database() {
        return database;
    }

    protected static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    protected static String key(UUID orderId) {
        return orderId + ":payment";
    }

    protected Map<String, Object> row(UUID orderId) {
        return jdbc.sql("SELECT * FROM payment WHERE order_id = ?").param(orderId).query().listOfRows().stream()
                .findFirst()
                .orElse(Map.of());
    }

    protected String status(UUID orderId) {
        return String.valueOf(row(orderId).get("status"));
    }

    protected UUID paymentId(UUID orderId) {
        return (UUID) row(orderId).get("payment_id");
    }

    /** As the ledger has it: what the provider owes us for the order. */
    protected long receivable(UUID orderId) {
        return jdbc.sql("SELECT coalesce(sum(amount), 0) FROM ledger_posting WHERE order_id = ? AND account = ?")
                .params(orderId, "psp_receivable")
                .query(Long.class)
                .single();
    }

    protected List<String> journals(UUID orderId) {
        return jdbc.sql("""
                        SELECT kind || ' ' || amount FROM ledger_posting
                         WHERE order_id = ? AND account = 'psp_receivable' ORDER BY posted_at, kind""").param(orderId).query(String.class).list();
    }

    protected long openIntents() {
        return jdbc.sql("SELECT count(*) FROM intent").query(Long.class).single();
    }
}
