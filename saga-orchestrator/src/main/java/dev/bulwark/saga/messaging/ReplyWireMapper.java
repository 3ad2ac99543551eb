package dev.bulwark.saga.messaging;

import java.util.Set;

import dev.bulwark.contracts.inventory.StockRefused;
import dev.bulwark.contracts.inventory.StockReleased;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.contracts.order.ConfirmRefused;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.contracts.saga.CommandParked;
import dev.bulwark.contracts.saga.CommandUnparked;
import dev.bulwark.contracts.shipping.ShipmentCancelled;
import dev.bulwark.contracts.shipping.ShipmentRefused;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import dev.bulwark.saga.domain.SagaInput;
import dev.bulwark.saga.domain.Step;
import org.jspecify.annotations.Nullable;

/** Participants' answers, as they come over the wire, to inputs of the saga. */
final class ReplyWireMapper {

    static final Set<Class<?>> TYPES = Set.of(
            StockReserved.class,
            StockRefused.class,
            StockReleased.class,
            PaymentCharged.class,
            PaymentRefused.class,
            PaymentRefunded.class,
            ShipmentScheduled.class,
            ShipmentRefused.class,
            ShipmentCancelled.class,
            OrderConfirmed.class,
            ConfirmRefused.class,
            OrderRejected.class,
            OrderCancelled.class,
            CommandParked.class,
            CommandUnparked.class);

    /** A confirmation "refused" because the order already is confirmed is none: undoing it would break a promise. */
    private static final String ALREADY_CONFIRMED = "confirmed";

    private ReplyWireMapper() {}

    /** @throws IllegalArgumentException if the body is none of {@link #TYPES} */
    static SagaInput input(Object body) {
        return switch (body) {
            case StockReserved answer -> new SagaInput.StockReserved();
            case StockRefused answer -> new SagaInput.StockRefused(answer.code(), answer.detail());
            case StockReleased answer -> new SagaInput.StockReleased();
            case PaymentCharged answer -> new SagaInput.PaymentCharged(answer.paymentId());
            case PaymentRefused answer ->
                new SagaInput.PaymentRefused(answer.paymentId(), answer.code(), answer.detail());
            case PaymentRefunded answer -> new SagaInput.PaymentRefunded(answer.paymentId(), answer.refunded() != null);
            case ShipmentScheduled answer ->
                new SagaInput.ShipmentScheduled(
                        answer.shipmentId(), answer.carrier(), answer.trackingNumber(), answer.eta());
            case ShipmentRefused answer ->
                new SagaInput.ShipmentRefused(answer.shipmentId(), answer.code(), answer.detail());
            case ShipmentCancelled answer -> new SagaInput.ShipmentCancelled(answer.shipmentId());
            case OrderConfirmed answer -> new SagaInput.OrderConfirmed();
            case ConfirmRefused answer when answer.code().equals(ALREADY_CONFIRMED) -> new SagaInput.OrderConfirmed();
            case ConfirmRefused answer -> new SagaInput.ConfirmRefused(answer.code());
            case OrderRejected answer -> new SagaInput.OrderRejected();
            case OrderCancelled answer -> new SagaInput.OrderCancelled();
            case CommandParked answer ->
                new SagaInput.CommandParked(
                        step(answer.step()), answer.service(), answer.deadLetter(), answer.command(), answer.cause());
            case CommandUnparked answer ->
                new SagaInput.CommandUnparked(step(answer.step()), answer.deadLetter(), answer.outcome());
            default -> throw new IllegalArgumentException("no answer to a saga: " + body.getClass());
        };
    }

    /** Null for a step id that no saga of ours has written. */
    private static @Nullable Step step(String stepId) {
        return Step.find(stepId.substring(stepId.lastIndexOf(':') + 1));
    }
}
