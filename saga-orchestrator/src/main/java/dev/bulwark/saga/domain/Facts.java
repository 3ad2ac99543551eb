package dev.bulwark.saga.domain;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a saga knows besides its phase.
 *
 * @param payment what the order will be told of its payment; null until it was asked for, or is known not to be needed
 * @param shipment likewise
 * @param unparked dead letters of the saga that are none any more: a report that they were parked, should it come after all, is too late
 */
public record Facts(
        @Nullable PaymentOutcome payment, @Nullable ShipmentOutcome shipment, Set<String> unparked) {

    public static final Facts NONE = new Facts(null, null);

    public Facts {
        unparked = Set.copyOf(unparked);
    }

    public Facts(@Nullable PaymentOutcome payment, @Nullable ShipmentOutcome shipment) {
        this(payment, shipment, Set.of());
    }

    /** Of an order just placed: nothing was asked for yet, and one that costs nothing needs no payment. */
    static Facts of(SagaInput.OrderPlaced placed) {
        return placed.total() == 0 ? new Facts(PaymentOutcome.NOT_NEEDED, null) : NONE;
    }

    /** Whether the order has to be paid. */
    boolean needPayment() {
        return !paymentIs(PaymentOutcome.Status.NOT_NEEDED);
    }

    boolean paymentWasAskedFor() {
        return payment != null && needPayment();
    }

    boolean shipmentWasAskedFor() {
        return shipment != null;
    }

    /** The facts once the message is known. A refusal or a success, once known, yields only to its compensation. */
    Facts learn(SagaInput input) {
        return switch (input) {
            case SagaInput.PaymentCharged charged
            when paymentIsOpen() -> with(new PaymentOutcome(charged.paymentId(), PaymentOutcome.Status.CHARGED, null));
            case SagaInput.PaymentRefused refused
            when paymentIsOpen() ->
                with(new PaymentOutcome(refused.paymentId(), PaymentOutcome.Status.REFUSED, refused.code()));
            case SagaInput.PaymentRefunded refunded
            when needPayment() && !paymentIs(PaymentOutcome.Status.REFUSED) ->
                with(new PaymentOutcome(
                        refunded.paymentId() != null ? refunded.paymentId() : paymentId(),
                        refunded.moneyReturned() ? PaymentOutcome.Status.REFUNDED : PaymentOutcome.Status.VOIDED,
                        null));
            case SagaInput.ShipmentScheduled scheduled
            when shipmentIsOpen() ->
                with(new ShipmentOutcome(
                        scheduled.shipmentId(),
                        ShipmentOutcome.Status.SCHEDULED,
                        scheduled.carrier(),
                        scheduled.trackingNumber(),
                        scheduled.eta()));
            case SagaInput.ShipmentRefused refused
            when shipmentIsOpen() ->
                with(new ShipmentOutcome(refused.shipmentId(), ShipmentOutcome.Status.REFUSED, null, null, null));
            case SagaInput.ShipmentCancelled cancelled
            when !shipmentIs(ShipmentOutcome.Status.REFUSED) -> with(cancelled(cancelled.shipmentId()));
            case SagaInput.CommandUnparked letter -> without(letter.deadLetter());
            default -> this;
        };
    }

    /** The facts when the step was given up before it was answered. */
    Facts unanswered(Step step) {
        return switch (step) {
            case PAYMENT -> payment == null ? with(PaymentOutcome.UNKNOWN) : this;
            case SHIPMENT -> shipment == null ? with(ShipmentOutcome.UNKNOWN) : this;
            case STOCK, ORDER -> this;
        };
    }

    private ShipmentOutcome cancelled(@Nullable UUID id) {
        ShipmentOutcome known = shipment == null ? ShipmentOutcome.UNKNOWN : shipment;
        return new ShipmentOutcome(
                id != null ? id : known.id(),
                ShipmentOutcome.Status.CANCELLED,
                known.carrier(),
                known.trackingNumber(),
                known.eta());
    }

    private Facts with(PaymentOutcome outcome) {
        return new Facts(outcome, shipment, unparked);
    }

    private Facts with(ShipmentOutcome outcome) {
        return new Facts(payment, outcome, unparked);
    }

    private Facts without(String deadLetter) {
        return new Facts(
                payment,
                shipment,
                Stream.concat(unparked.stream(), Stream.of(deadLetter)).collect(Collectors.toUnmodifiableSet()));
    }

    private boolean paymentIsOpen() {
        return payment == null || paymentIs(PaymentOutcome.Status.UNKNOWN);
    }

    private boolean paymentIs(PaymentOutcome.Status status) {
        return payment != null && payment.status() == status;
    }

    private @Nullable UUID paymentId() {
        return payment == null ? null : payment.id();
    }

    private boolean shipmentIsOpen() {
        return shipment == null || shipmentIs(ShipmentOutcome.Status.UNKNOWN);
    }

    private boolean shipmentIs(ShipmentOutcome.Status status) {
        return shipment != null && shipment.status() == status;
    }
}
