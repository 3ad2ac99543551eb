package dev.bulwark.acceptance;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.client.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever says no, the order ends as rejected with the reason, and what was done before is undone. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(20)
class RefusedOrdersIT {

    private static final long IN_STOCK = 10;

    private final Bulwark bulwark;
    private final Customer alice;

    RefusedOrdersIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
    }

    @ParameterizedTest
    @CsvSource({"pm_card_declined, card_declined", "pm_card_insufficient_funds, insufficient_funds"})
    void theCardIsRefused(String card, String code) {
        Product product = bulwark.merchant().list(IN_STOCK);
        Order order = alice.buy(NewOrder.of(product.sku(), 3).paidWith(card));

        assertRejected(order, "payment", code);
        assertUndone(order, product);
    }

    @Test
    void thereIsNoneLeft() {
        Order order = alice.buy(NewOrder.of("SKU-EMPTY", 1));

        assertRejected(order, "inventory", "out_of_stock");
        assertThat(bulwark.pspBook().entries(order.id())).as("charges").isEmpty();
    }

    @Test
    void thereAreTooFew() {
        Product product = bulwark.merchant().list(IN_STOCK);
        Order order = alice.buy(NewOrder.of(product.sku(), 11));

        assertRejected(order, "inventory", "out_of_stock");
        assertUndone(order, product);
    }

    @Test
    void theCarrierDoesNotGoThere() {
        Product product = bulwark.merchant().list(IN_STOCK);
        Order order = alice.buy(NewOrder.of(product.sku(), 3).sentTo("00000"));

        assertRejected(order, "shipping", "address_undeliverable");
        assertUndone(order, product);
        assertThat(bulwark.pspBook().entries(order.id()))
                .as("charged, and given back")
                .singleElement()
                .matches(entry -> entry.captured() == order.total().amount())
                .matches(entry -> entry.refunded() == order.total().amount());
    }

    private static void assertRejected(Order order, String step, String code) {
        assertThat(order.status()).as("%s", order).isEqualTo("REJECTED");
        assertThat(order.rejection().step()).isEqualTo(step);
        assertThat(order.rejection().code()).isEqualTo(code);
        assertThat(order.rejection().detail()).isNotBlank();
    }

    private void assertUndone(Order order, Product product) {
        assertThat(bulwark.pspBook().entries(order.id()))
                .as("the provider's book")
                .allMatch(entry -> entry.captured() == entry.refunded(), "keeps nothing");
        assertThat(bulwark.merchant().product(product.sku()).available())
                .as("available stock")
                .isEqualTo(IN_STOCK);
    }
}
