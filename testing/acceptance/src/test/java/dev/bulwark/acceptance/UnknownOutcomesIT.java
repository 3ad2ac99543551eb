package dev.bulwark.acceptance;

import java.time.Duration;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.topology.Figures;
import dev.bulwark.acceptance.topology.LongOrders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The provider never answered: whatever it did, the order ends, and its end agrees with the provider's book. */
@Scenario
@org.junit.jupiter.api.Order(100)
class UnknownOutcomesIT {

    /** The saga's own limit; the orders were placed long before this waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @Test
    void endsAsTheProvidersBookSays(Bulwark bulwark, LongOrders orders) {
        Customer customer = bulwark.customer(LongOrders.CUSTOMER);
        for (String id : orders.ids()) {
            Order order = customer.awaitEnd(id, PATIENCE);
            Figures.print(
                    "an order whose payment provider never answered ended %s after %d s",
                    order.status(),
                    Duration.between(order.placedAt(), order.updatedAt()).toSeconds());

            assertThat(bulwark.pspBook().kept(id))
                    .as("kept by the provider for %s", order)
                    .isEqualTo(
                            order.status().equals("CONFIRMED") ? order.total().amount() : 0);
            assertThat(Duration.between(order.placedAt(), order.updatedAt())).isLessThan(PATIENCE);
            if (!order.status().equals("CONFIRMED")) {
                assertThat(order.rejection().step()).isEqualTo("payment");
                assertThat(order.rejection().code()).isEqualTo("timeout");
            }
        }
    }
}
