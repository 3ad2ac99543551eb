package dev.bulwark.acceptance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.Money;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.client.OrderEvent;
import dev.bulwark.acceptance.client.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The main path: an order is taken at once and confirmed a moment later, with money taken and a parcel booked. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(10)
class PlaceOrderIT {

    private static final String UUID_V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private final Bulwark bulwark;
    private final Customer alice;

    PlaceOrderIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
    }

    @Test
    void isTakenAtOnceAsPending() {
        Product product = bulwark.merchant().product("SKU-0001");
        Answer answer = alice.place(NewOrder.of("SKU-0001", 3));
        Order order = answer.as(Order.class);

        assertThat(order.id()).matches(UUID_V7);
        assertThat(answer.requiredHeader("Location")).endsWith("/api/v1/orders/" + order.id());
        assertThat(answer.requiredHeader("ETag")).isEqualTo("\"1\"");
        assertThat(answer.requiredHeader("X-Consistency-Token")).isNotBlank();
        assertThat(answer.requiredHeader("X-Correlation-Id")).isNotBlank();
        assertThat(answer.requiredHeader("Content-Type")).startsWith("application/json");
        assertThat(order.status()).isEqualTo("PENDING");
        assertThat(order.customerId()).isEqualTo("alice");
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.placedAt()).isCloseTo(Instant.now(), within(60, ChronoUnit.SECONDS));
        assertThat(order.shippingAddress().line1()).isEqualTo("12 St James's Square");
        assertThat(order.payment()).isNull();
        assertThat(order.rejection()).isNull();
        Money total = new Money(3 * product.price().amount(), product.price().currency());
        assertThat(order.items())
                .containsExactly(new Order.Line("SKU-0001", product.name(), 3, product.price(), total));
        assertThat(order.total()).isEqualTo(total);
    }

    @Test
    void isConfirmedWithPaymentAndShipment() {
        Order order = alice.buy(NewOrder.of("SKU-0002", 2));

        assertThat(order.status()).as("%s", order).isEqualTo("CONFIRMED");
        assertThat(order.payment().id()).isNotBlank();
        assertThat(order.payment().status()).isNotBlank();
        assertThat(order.shipment().id()).isNotBlank();
        assertThat(order.shipment().carrier()).isNotBlank();
        assertThat(order.shipment().trackingNumber()).isNotBlank();
        assertThat(order.rejection()).isNull();
        assertThat(order.version()).isGreaterThan(1);
        assertThat(order.updatedAt()).isAfterOrEqualTo(order.placedAt());
        assertThat(bulwark.pspBook().kept(order.id()))
                .as("money at the provider")
                .isEqualTo(order.total().amount());
    }

    @Test
    void paymentAndShipmentAreTheOwnersAndNobodyElses() {
        Order order = alice.buy(NewOrder.of("SKU-0003", 1));
        Customer bob = bulwark.customer("bob");
        List<String> paths = List.of(
                "/api/v1/orders/" + order.id(),
                "/api/v1/orders/" + order.id() + "/events",
                "/api/v1/payments/" + order.payment().id(),
                "/api/v1/shipments/" + order.shipment().id());

        for (String path : paths) {
            alice.get(path).send().expect(200);
            Problems.assertProblem(bob.get(path).send(), 404);
        }
        assertThat(alice.get(paths.get(2)).send().json().get("id").asString())
                .isEqualTo(order.payment().id());
        assertThat(alice.get(paths.get(3)).send().json().get("id").asString())
                .isEqualTo(order.shipment().id());
    }

    @Test
    void anothersOrderLooksLikeOneThatDoesNotExist() {
        String path = "/api/v1/orders/";
        String others = alice.placed(NewOrder.of("SKU-0003", 1)).id();
        String nobodys = others.substring(0, others.length() - 4) + (others.endsWith("0000") ? "1111" : "0000");
        Customer bob = bulwark.customer("bob");
        var forbidden = Problems.assertProblem(bob.get(path + others).send(), 404);
        var missing = Problems.assertProblem(bob.get(path + nobodys).send(), 404);

        assertThat(forbidden.get("type")).isEqualTo(missing.get("type"));
        assertThat(forbidden.get("title")).isEqualTo(missing.get("title"));
        assertThat(forbidden.get("detail")).isEqualTo(missing.get("detail"));
    }

    @Test
    void itsEventsTellWhatHappened() {
        Order order = alice.buy(NewOrder.of("SKU-0004", 1));
        List<OrderEvent> events = alice.events(order.id());

        assertThat(events).extracting(OrderEvent::version).first().isEqualTo(1L);
        assertThat(events).extracting(OrderEvent::version).isSorted().doesNotHaveDuplicates();
        assertThat(events).last().matches(OrderEvent::confirms, "confirms the order");
        assertThat(events).last().extracting(OrderEvent::version).isEqualTo(order.version());
        assertThat(events).extracting(OrderEvent::occurredAt).isSorted();
    }

    @Test
    void takesItsPiecesOutOfTheStock() {
        Product product = bulwark.merchant().list(10);
        Order order = alice.buy(NewOrder.of(product.sku(), 3));

        assertThat(order.status()).isEqualTo("CONFIRMED");
        assertThat(bulwark.merchant().product(product.sku()).available()).isEqualTo(7);
    }
}
