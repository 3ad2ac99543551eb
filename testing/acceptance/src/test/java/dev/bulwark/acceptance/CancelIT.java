package dev.bulwark.acceptance;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.client.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A customer may change their mind until the order is confirmed. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(35)
class CancelIT {

    private final Bulwark bulwark;
    private final Customer alice;

    CancelIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
    }

    @Test
    void anOrderUnderWayIsUndone() {
        Product product = bulwark.merchant().list(10);
        Order order = alice.placed(NewOrder.of(product.sku(), 3).paidWith("pm_card_slow"));
        cancel(order).expect(202);
        Order ended = alice.awaitEnd(order.id());

        assertThat(ended.status()).as("%s", ended).isEqualTo("CANCELLED");
        assertThat(bulwark.pspBook().kept(order.id())).isZero();
        assertThat(bulwark.merchant().product(product.sku()).available()).isEqualTo(10);
        Problems.assertProblem(cancel(order), 409, "not-cancellable");
    }

    @Test
    void aConfirmedOrderStays() {
        Order order = alice.buy(NewOrder.of("SKU-0070", 1));

        Problems.assertProblem(cancel(order), 409, "not-cancellable");
        assertThat(alice.order(order.id()).status()).isEqualTo("CONFIRMED");
    }

    @Test
    void anothersOrderDoesNotExist() {
        Order order = alice.placed(NewOrder.of("SKU-0070", 1));
        Answer answer = bulwark.customer("bob")
                .post(Customer.ORDERS + "/" + order.id() + "/cancel")
                .json("{}")
                .send();

        Problems.assertProblem(answer, 404);
    }

    private Answer cancel(Order order) {
        return alice.post(Customer.ORDERS + "/" + order.id() + "/cancel")
                .json("{\"reason\":\"Found it cheaper\"}")
                .send();
    }
}
