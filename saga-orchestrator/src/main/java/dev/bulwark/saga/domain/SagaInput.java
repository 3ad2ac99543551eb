package dev.bulwark.saga.domain;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What a saga hears: the order's events, the participants' answers, what became of commands they can't handle, its own timer, and operators. */
public sealed interface SagaInput {

    /** @param total in minor units; 0 for an order that needs no payment */
    record OrderPlaced(long total) implements SagaInput {}

    record CancelRequested() implements SagaInput {}

    record StockReserved() implements SagaInput {}

    record StockRefused(String code, @Nullable String detail) implements SagaInput {}

    record StockReleased() implements SagaInput {}

    record PaymentCharged(UUID paymentId) implements SagaInput {}

    record PaymentRefused(
            @Nullable UUID paymentId, String code, @Nullable String detail) implements SagaInput {}

    /** @param moneyReturned false where nothing had been taken */
    record PaymentRefunded(@Nullable UUID paymentId, boolean moneyReturned) implements SagaInput {}

    record ShipmentScheduled(
            UUID shipmentId,
            String carrier,
            String trackingNumber,
            @Nullable LocalDate eta) implements SagaInput {}

    record ShipmentRefused(
            @Nullable UUID shipmentId,
            String code,
            @Nullable String detail) implements SagaInput {}

    record ShipmentCancelled(@Nullable UUID shipmentId) implements SagaInput {}

    record OrderConfirmed() implements SagaInput {}

    record ConfirmRefused(String code) implements SagaInput {}

    record OrderRejected() implements SagaInput {}

    record OrderCancelled() implements SagaInput {}

    /**
     * A participant parked a command of the saga, or put it behind an earlier message of the order that is parked.
     *
     * @param step null if the saga has no such step
     * @param service the participant's name under {@code /ops}
     * @param deadLetter its name there
     * @param command the message's type
     * @param cause why it can't be handled; null if it only waits behind another
     */
    record CommandParked(
            @Nullable Step step,
            String service,
            String deadLetter,
            String command,
            @Nullable String cause) implements SagaInput {}

    /**
     * A parked command of the saga is parked no longer: an operator had it handled after all, or threw it away.
     *
     * @param outcome which of the two
     */
    record CommandUnparked(@Nullable Step step, String deadLetter, String outcome) implements SagaInput {}

    /** The saga's due time has come, and every answer given before it has been heard. */
    record TimerFired() implements SagaInput {}

    /** An operator intervenes. Who and why are no part of it: no decision depends on that. */
    record OperatorAsked(Intervention what) implements SagaInput {}
}
