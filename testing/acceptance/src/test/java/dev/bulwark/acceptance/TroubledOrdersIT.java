package dev.bulwark.acceptance;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An outside world that stumbles and recovers costs time, not orders, and never money twice. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(30)
class TroubledOrdersIT {

    private final Bulwark bulwark;
    private final Customer alice;

    TroubledOrdersIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_flaky", "pm_card_slow"})
    void thePaymentProviderStumbles(String card) {
        assertConfirmedAndPaidOnce(alice.buy(NewOrder.of("SKU-0010", 2).paidWith(card)));
    }

    @Test
    void theCarrierIsDownAtFirst() {
        assertConfirmedAndPaidOnce(alice.buy(NewOrder.of("SKU-0011", 2).sentTo("99999")));
    }

    private void assertConfirmedAndPaidOnce(Order order) {
        assertThat(order.status()).as("%s", order).isEqualTo("CONFIRMED");
        assertThat(order.shipment().trackingNumber()).isNotBlank();
        assertThat(bulwark.pspBook().kept(order.id())).isEqualTo(order.total().amount());
    }
}
