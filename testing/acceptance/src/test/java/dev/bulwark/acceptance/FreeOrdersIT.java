package dev.bulwark.acceptance;

import java.util.List;
import java.util.UUID;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.Merchant;
import dev.bulwark.acceptance.client.Money;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.client.OrderEvent;
import dev.bulwark.acceptance.client.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A merchant gives samples away: an order that costs nothing is confirmed, and the payment provider never hears of it. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(25)
class FreeOrdersIT {

    private static final long IN_STOCK = 10;

    private final Bulwark bulwark;
    private final Customer alice;
    private final Product sample;

    FreeOrdersIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
        String sku = "SAMPLE-" + UUID.randomUUID();
        this.sample = bulwark.merchant()
                .list(new Merchant.NewProduct(sku, "A sample", Money.euros(0), IN_STOCK), sku)
                .expect(201)
                .as(Product.class);
    }

    @Test
    void isConfirmedWithoutPayment() {
        Order order = alice.buy(NewOrder.of(sample.sku(), 3));

        assertThat(order.status()).as("%s", order).isEqualTo("CONFIRMED");
        assertThat(order.total()).isEqualTo(Money.euros(0));
        assertThat(order.payment()).isNull();
        assertThat(order.shipment().trackingNumber()).isNotBlank();
        assertThat(bulwark.pspBook().entries(order.id())).as("charges").isEmpty();
        assertThat(alice.events(order.id())).last().matches(OrderEvent::confirms, "confirms the order");
        assertThat(bulwark.merchant().product(sample.sku()).available()).isEqualTo(IN_STOCK - 3);
        Settled.assertAuditOk(bulwark);
    }

    /** The card is looked at by nobody: there is nothing to charge it with. */
    @Test
    void isConfirmedWhateverTheCard() {
        Order order = alice.buy(NewOrder.of(sample.sku(), 1).paidWith("pm_card_declined"));

        assertThat(order.status()).as("%s", order).isEqualTo("CONFIRMED");
    }

    @Test
    void givesItsPiecesBackWhenTheCarrierDoesNotGoThere() {
        Order order = alice.buy(NewOrder.of(sample.sku(), 3).sentTo("00000"));

        assertThat(order.status()).as("%s", order).isEqualTo("REJECTED");
        assertThat(order.rejection().code()).isEqualTo("address_undeliverable");
        assertThat(order.payment()).isNull();
        assertThat(bulwark.pspBook().entries(order.id())).as("charges").isEmpty();
        assertThat(bulwark.merchant().product(sample.sku()).available()).isEqualTo(IN_STOCK);
    }

    @Test
    void isPaidForWhenSomethingInItCostsSomething() {
        NewOrder mixed = NewOrder.of(sample.sku(), 1)
                .items(List.of(new NewOrder.Item(sample.sku(), 1), new NewOrder.Item("SKU-0005", 1)));
        Order order = alice.buy(mixed);

        assertThat(order.status()).as("%s", order).isEqualTo("CONFIRMED");
        assertThat(bulwark.pspBook().kept(order.id()))
                .isPositive()
                .isEqualTo(order.total().amount());
    }
}
