package dev.bulwark.acceptance;

import java.time.Duration;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The provider takes the money, never says so, and its webhooks are lost too: nothing depends on them. */
@Scenario
@org.junit.jupiter.api.Order(36)
class LostWebhooksIT {

    /** The saga's own limit. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Bulwark bulwark;

    LostWebhooksIT(Bulwark bulwark) {
        this.bulwark = bulwark;
    }

    @AfterEach
    void heal() {
        webhooks("none");
    }

    @Test
    void aChargeThatNobodyToldOfIsGivenBack() {
        webhooks("down");
        Customer alice = bulwark.customer("alice");
        Order placed = alice.placed(NewOrder.of("SKU-0036", 1).paidWith("pm_card_timeout_charged"));

        Order order = alice.awaitEnd(placed.id(), PATIENCE);

        assertThat(order.status()).as("%s", order).isEqualTo("REJECTED");
        assertThat(order.rejection().step()).isEqualTo("payment");
        assertThat(order.rejection().code()).isEqualTo("timeout");
        assertThat(bulwark.pspBook().entries(order.id()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.captured())
                        .isEqualTo(order.total().amount())
                        .isEqualTo(entry.refunded()));
    }

    private void webhooks(String mode) {
        bulwark.operator()
                .call("PUT", "/ops/faults/webhooks")
                .json("{\"mode\":\"" + mode + "\"}")
                .send()
                .expect(200);
    }
}
