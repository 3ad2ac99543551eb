package dev.bulwark.order.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.CancelOrder;
import dev.bulwark.order.Incoming;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import dev.bulwark.testing.TestTokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing leaves the outbox any more, as when the broker is away for long. */
class OutboxCapIT extends OrderServiceTestBase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FILLER = "filler";

    @Autowired
    private OrderCommandHandler handler;

    @Autowired
    private BatchRunners runners;

    @Autowired
    private JdbcTemplate jdbc;

    @AfterEach
    void letTheRelayGo() {
        jdbc.update("DELETE FROM outbox WHERE topic = ?", FILLER);
        jdbc.update("UPDATE relay_lease SET expires_at = '-infinity' WHERE owner = 'elsewhere'");
    }

    @Test
    void atItsCapOnlyNewOrdersAreRefusedAndOnlyForAsLong() throws Exception {
        String customer = newCustomer();
        UUID open = placed(customer);
        Awaitility.await().atMost(PATIENCE).until(() -> outboxOf(open).isEmpty());
        stopTheRelay();
        jdbc.update(
                "INSERT INTO outbox (topic, key, type, headers, payload) SELECT ?, 'k', 't', '', '' FROM generate_series(1, ?)",
                FILLER,
                OUTBOX_CAP);

        Answer refused = Awaitility.await()
                .atMost(PATIENCE) // how full it is, is known to within a second
                .until(() -> place(customer, orderOf("SKU-0001", 1)), answer -> answer.status() != 201);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
        assertThat(refused.json().path("type").stringValue()).isEqualTo("/problems/unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();

        Answer cancelled = post(
                customer,
                "/api/v1/orders/" + open + "/cancel",
                UUID.randomUUID().toString(),
                "{}");
        assertThat(cancelled.status()).as("the way back stays open").isEqualTo(202);
        runners.runnerFor(handler)
                .run(List.of(Incoming.command(Topics.ORDER_COMMANDS, open, new CancelOrder(open, null, null))));
        assertThat(outboxOf(open))
                .as("compensations are carried out and answered")
                .containsExactly("order.cancel-requested.v1", "order.cancelled.v1", "order.cancelled.v1");
        assertThat(get(customer, "/api/v1/orders/" + open).status()).isEqualTo(200);
        JsonNode status = outboxStatus();
        assertThat(status.path("pending").asLong()).isGreaterThanOrEqualTo(OUTBOX_CAP);
        assertThat(status.path("relayOwner").stringValue()).isEqualTo("elsewhere");

        letTheRelayGo();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> place(customer, orderOf("SKU-0001", 1)).status() == 201);
        Awaitility.await().atMost(PATIENCE).until(() -> outboxOf(open).isEmpty());
    }

    /** As if another instance had taken over and then done nothing. */
    private void stopTheRelay() {
        Awaitility.await().atMost(PATIENCE).until(() -> jdbc.update("""
                        UPDATE relay_lease SET owner = 'elsewhere', token = token + 1,
                               expires_at = clock_timestamp() + interval '1 hour'
                        """) == 1);
    }

    private List<String> outboxOf(UUID order) {
        return jdbc.queryForList("SELECT type FROM outbox WHERE key = ? ORDER BY id", String.class, order.toString());
    }

    private JsonNode outboxStatus() {
        Answer answer =
                sendAs(TestTokens.shared().scoped("operator", "ops"), "/ops/orders/outbox", Map.of(), "GET", "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }
}
