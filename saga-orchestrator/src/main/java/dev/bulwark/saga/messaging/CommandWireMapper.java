package dev.bulwark.saga.messaging;

import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.contracts.inventory.ReserveStock;
import dev.bulwark.contracts.inventory.StockLine;
import dev.bulwark.contracts.order.CancelOrder;
import dev.bulwark.contracts.order.ConfirmOrder;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.RejectOrder;
import dev.bulwark.contracts.order.Rejection;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.contracts.payment.ChargePayment;
import dev.bulwark.contracts.payment.RefundPayment;
import dev.bulwark.contracts.shipping.CancelShipment;
import dev.bulwark.contracts.shipping.ScheduleShipment;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.saga.CommandWriter;
import dev.bulwark.saga.domain.Ending;
import dev.bulwark.saga.domain.Facts;
import dev.bulwark.saga.domain.PaymentOutcome;
import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaCommand;
import dev.bulwark.saga.domain.ShipmentOutcome;
import org.jspecify.annotations.Nullable;

/** {@link CommandWriter} that maps what a saga asks to the participants' wire records. */
final class CommandWireMapper implements CommandWriter {

    private final MessageFactory messages;

    CommandWireMapper(MessageFactory messages) {
        this.messages = messages;
    }

    @Override
    public OutgoingMessage write(UUID saga, PlacedOrder order, SagaCommand command, @Nullable String traceparent) {
        String id = saga.toString();
        String step = id + ":" + command.step().id();
        return messages.command(
                topic(command), id, body(saga, order, command), id, step, command.expires(), traceparent);
    }

    private static String topic(SagaCommand command) {
        return switch (command.step()) {
            case STOCK -> Topics.INVENTORY_COMMANDS;
            case PAYMENT -> Topics.PAYMENT_COMMANDS;
            case SHIPMENT -> Topics.SHIPPING_COMMANDS;
            case ORDER -> Topics.ORDER_COMMANDS;
        };
    }

    private static Object body(UUID id, PlacedOrder order, SagaCommand command) {
        return switch (command) {
            case SagaCommand.ReserveStock reserve -> new ReserveStock(id, lines(order));
            case SagaCommand.ChargePayment charge ->
                new ChargePayment(
                        id, order.customerId(), new Money(order.amount(), order.currency()), order.paymentMethod());
            case SagaCommand.ScheduleShipment schedule ->
                new ScheduleShipment(id, order.customerId(), sealed(order.address()), order.units());
            case SagaCommand.ConfirmOrder confirm -> confirm(id, confirm.facts());
            case SagaCommand.CancelShipment cancel -> new CancelShipment(id);
            case SagaCommand.RefundPayment refund -> new RefundPayment(id);
            case SagaCommand.ReleaseStock release -> new ReleaseStock(id);
            case SagaCommand.RejectOrder reject ->
                new RejectOrder(
                        id,
                        rejection(reject.rejection()),
                        payment(reject.facts().payment()),
                        shipment(reject.facts().shipment()));
            case SagaCommand.CancelOrder cancel ->
                new CancelOrder(
                        id,
                        payment(cancel.facts().payment()),
                        shipment(cancel.facts().shipment()));
        };
    }

    private static ConfirmOrder confirm(UUID id, Facts facts) {
        ShipmentFacts shipment = shipment(facts.shipment());
        if (facts.payment() == null || shipment == null) {
            throw new IllegalStateException("confirmed without payment or shipment: " + id);
        }
        return new ConfirmOrder(id, payment(facts.payment()), shipment);
    }

    private static List<StockLine> lines(PlacedOrder order) {
        return order.lines().stream()
                .map(line -> new StockLine(line.sku(), line.quantity()))
                .toList();
    }

    private static Sealed sealed(PlacedOrder.SealedAddress address) {
        return new Sealed(address.keyId(), address.nonce(), address.ciphertext());
    }

    private static Rejection rejection(Ending.Rejection rejection) {
        String step = rejection.step().participant();
        String said = rejection.detail();
        // The contract promises people a detail; a participant that gave none gets its code put into words.
        String detail = said != null ? said : step + ": " + rejection.code().replace('_', ' ');
        return new Rejection(step, rejection.code(), detail);
    }

    /** Null where there is no payment: it was not asked for yet, or the order costs nothing. */
    private static @Nullable PaymentFacts payment(@Nullable PaymentOutcome outcome) {
        return outcome == null || outcome.status() == PaymentOutcome.Status.NOT_NEEDED
                ? null
                : new PaymentFacts(outcome.id(), outcome.status().name(), outcome.reason());
    }

    private static @Nullable ShipmentFacts shipment(@Nullable ShipmentOutcome outcome) {
        return outcome == null
                ? null
                : new ShipmentFacts(
                        outcome.id(),
                        outcome.status().name(),
                        outcome.carrier(),
                        outcome.trackingNumber(),
                        outcome.eta());
    }
}
