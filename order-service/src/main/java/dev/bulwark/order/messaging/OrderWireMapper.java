package dev.bulwark.order.messaging;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.CancelOrder;
import dev.bulwark.contracts.order.ConfirmOrder;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderItem;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.RejectOrder;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderCommand;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.domain.Rejection;
import dev.bulwark.order.domain.Shipment;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** Maps between the wire records of orders and the domain. */
final class OrderWireMapper {

    private OrderWireMapper() {}

    /** The command in a saga's message. @throws IllegalArgumentException if it is none */
    static OrderCommand command(Object body, Instant now) {
        return switch (body) {
            case ConfirmOrder m -> new OrderCommand.Confirm(payment(m.payment()), required(m.shipment()), now);
            case RejectOrder m ->
                new OrderCommand.Reject(
                        new Rejection(
                                m.rejection().step(),
                                m.rejection().code(),
                                m.rejection().detail()),
                        payment(m.payment()),
                        shipment(m.shipment()),
                        now);
            case CancelOrder m -> new OrderCommand.Cancel(payment(m.payment()), shipment(m.shipment()), now);
            default -> throw new IllegalArgumentException("no command of an order: " + body.getClass());
        };
    }

    /** The message that announces a change. */
    static OutgoingMessage announcement(MessageFactory messages, OrderChange change) {
        return announcement(messages, change.id(), change.version(), change.event(), change.traceparent());
    }

    static OutgoingMessage announcement(
            MessageFactory messages, OrderId id, long version, OrderEvent event, @Nullable String traceparent) {
        return messages.event(Topics.ORDER_EVENTS, id.toString(), event(id, event), version, traceparent);
    }

    private static Object event(OrderId id, OrderEvent event) {
        UUID orderId = id.value();
        return switch (event) {
            case OrderEvent.Placed e ->
                new OrderPlaced(
                        orderId,
                        e.customerId(),
                        e.lines().stream()
                                .map(line -> new OrderItem(
                                        line.sku(),
                                        line.name(),
                                        line.quantity(),
                                        money(line.unitPrice()),
                                        money(line.lineTotal())))
                                .toList(),
                        money(e.total()),
                        e.paymentMethod(),
                        new Sealed(
                                e.personalData().keyId(),
                                e.personalData().nonce(),
                                e.personalData().ciphertext()),
                        e.at());
            case OrderEvent.CancelRequested e -> new OrderCancelRequested(orderId, e.at());
            case OrderEvent.Confirmed e ->
                new OrderConfirmed(orderId, optional(e.payment()), facts(e.shipment()), e.at());
            case OrderEvent.Rejected e -> rejected(orderId, e.rejection(), e.payment(), e.shipment(), e.at());
            case OrderEvent.Cancelled e ->
                new OrderCancelled(orderId, optional(e.payment()), optional(e.shipment()), e.at());
        };
    }

    /** The reply to the saga, from the state that its command led to: the same on every resend. */
    static Object answer(OrderId id, OrderState.Existing state) {
        return switch (state) {
            case OrderState.Confirmed s ->
                new OrderConfirmed(id.value(), optional(s.payment()), facts(s.shipment()), s.since());
            case OrderState.Rejected s -> rejected(id.value(), s.rejection(), s.payment(), s.shipment(), s.since());
            case OrderState.Cancelled s ->
                new OrderCancelled(id.value(), optional(s.payment()), optional(s.shipment()), s.since());
            case OrderState.Pending ignored -> throw new IllegalStateException("no command of a saga ends in PENDING");
            case OrderState.CancelRequested ignored ->
                throw new IllegalStateException("no command of a saga ends in CANCEL_REQUESTED");
        };
    }

    private static OrderRejected rejected(
            UUID orderId, Rejection rejection, @Nullable Payment payment, @Nullable Shipment shipment, Instant at) {
        return new OrderRejected(
                orderId,
                new dev.bulwark.contracts.order.Rejection(rejection.step(), rejection.code(), rejection.detail()),
                optional(payment),
                optional(shipment),
                at);
    }

    private static dev.bulwark.contracts.Money money(Money money) {
        return new dev.bulwark.contracts.Money(money.amount(), money.currency());
    }

    private static Shipment required(ShipmentFacts facts) {
        return new Shipment(facts.id(), facts.status(), facts.carrier(), facts.trackingNumber(), facts.eta());
    }

    private static @Nullable Payment payment(@Nullable PaymentFacts facts) {
        return facts == null ? null : new Payment(facts.id(), facts.status(), facts.reason());
    }

    private static @Nullable Shipment shipment(@Nullable ShipmentFacts facts) {
        return facts == null ? null : required(facts);
    }

    private static ShipmentFacts facts(Shipment shipment) {
        return new ShipmentFacts(
                shipment.id(), shipment.status(), shipment.carrier(), shipment.trackingNumber(), shipment.eta());
    }

    private static @Nullable PaymentFacts optional(@Nullable Payment payment) {
        return payment == null ? null : new PaymentFacts(payment.id(), payment.status(), payment.reason());
    }

    private static @Nullable ShipmentFacts optional(@Nullable Shipment shipment) {
        return shipment == null ? null : facts(shipment);
    }
}
