package dev.bulwark.saga.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One input of every kind, and the policy every domain test goes by. */
final class Inputs {

    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    static final UUID PAYMENT = new UUID(1, 1);
    static final UUID SHIPMENT = new UUID(2, 2);
    static final String LETTER = "service-commands-17";
    static final SagaPolicy POLICY = new SagaPolicy(
            Duration.ofSeconds(30),
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15)),
            Duration.ofSeconds(150),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            4);

    static final SagaInput PLACED = new SagaInput.OrderPlaced(12_990);
    static final SagaInput PLACED_FREE = new SagaInput.OrderPlaced(0);
    static final SagaInput CANCEL_REQUESTED = new SagaInput.CancelRequested();
    static final SagaInput RESERVED = new SagaInput.StockReserved();
    static final SagaInput OUT_OF_STOCK = new SagaInput.StockRefused("out_of_stock", "SKU-EMPTY");
    static final SagaInput RELEASED = new SagaInput.StockReleased();
    static final SagaInput CHARGED = new SagaInput.PaymentCharged(PAYMENT);
    static final SagaInput DECLINED = new SagaInput.PaymentRefused(PAYMENT, "card_declined", null);
    static final SagaInput REFUNDED = new SagaInput.PaymentRefunded(PAYMENT, true);
    static final SagaInput VOIDED = new SagaInput.PaymentRefunded(null, false);
    static final SagaInput SCHEDULED = new SagaInput.ShipmentScheduled(SHIPMENT, "LX", "T-1", LocalDate.of(2026, 1, 7));
    static final SagaInput UNDELIVERABLE = new SagaInput.ShipmentRefused(SHIPMENT, "address_undeliverable", null);
    static final SagaInput SHIPMENT_CANCELLED = new SagaInput.ShipmentCancelled(SHIPMENT);
    static final SagaInput CONFIRMED = new SagaInput.OrderConfirmed();
    static final SagaInput CONFIRM_REFUSED = new SagaInput.ConfirmRefused("cancel_requested");
    static final SagaInput REJECTED = new SagaInput.OrderRejected();
    static final SagaInput CANCELLED = new SagaInput.OrderCancelled();
    static final SagaInput TIMER = new SagaInput.TimerFired();
    static final SagaInput RETRY = new SagaInput.OperatorAsked(Intervention.RETRY);
    static final SagaInput COMPENSATE = new SagaInput.OperatorAsked(Intervention.COMPENSATE);
    static final SagaInput ABANDON = new SagaInput.OperatorAsked(Intervention.ABANDON);

    private Inputs() {}

    static SagaInput parked(Step step) {
        return new SagaInput.CommandParked(step, "service", LETTER, "command.v1", "it makes no sense");
    }

    static SagaInput unparked(Step step) {
        return new SagaInput.CommandUnparked(step, LETTER, "REDRIVEN");
    }

    private static Step other(Step step) {
        return step == Step.STOCK ? Step.PAYMENT : Step.STOCK;
    }

    /** One input for every trigger that is none of the timer's, as it means in the phase. */
    static Map<Trigger, SagaInput> messages(Phase phase) {
        return Stream.of(
                        Map.entry(Trigger.ORDER_PLACED, PLACED),
                        Map.entry(Trigger.CANCEL_REQUESTED, CANCEL_REQUESTED),
                        Map.entry(Trigger.STOCK_RESERVED, RESERVED),
                        Map.entry(Trigger.STOCK_REFUSED, OUT_OF_STOCK),
                        Map.entry(Trigger.STOCK_RELEASED, RELEASED),
                        Map.entry(Trigger.PAYMENT_CHARGED, CHARGED),
                        Map.entry(Trigger.PAYMENT_REFUSED, DECLINED),
                        Map.entry(Trigger.PAYMENT_REFUNDED, REFUNDED),
                        Map.entry(Trigger.SHIPMENT_SCHEDULED, SCHEDULED),
                        Map.entry(Trigger.SHIPMENT_REFUSED, UNDELIVERABLE),
                        Map.entry(Trigger.SHIPMENT_CANCELLED, SHIPMENT_CANCELLED),
                        Map.entry(Trigger.ORDER_CONFIRMED, CONFIRMED),
                        Map.entry(Trigger.CONFIRM_REFUSED, CONFIRM_REFUSED),
                        Map.entry(Trigger.ORDER_REJECTED, REJECTED),
                        Map.entry(Trigger.ORDER_CANCELLED, CANCELLED),
                        Map.entry(Trigger.COMMAND_PARKED, parked(phase.step())),
                        Map.entry(Trigger.COMMAND_UNPARKED, unparked(phase.step())),
                        Map.entry(Trigger.EARLIER_COMMAND_PARKED, parked(other(phase.step()))),
                        Map.entry(Trigger.EARLIER_COMMAND_UNPARKED, unparked(other(phase.step()))),
                        Map.entry(Trigger.RETRY_ASKED, RETRY),
                        Map.entry(Trigger.COMPENSATION_ASKED, COMPENSATE),
                        Map.entry(Trigger.ABANDONMENT_ASKED, ABANDON))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A saga in each phase, by the shortest way there. */
    static Map<Phase, SagaState> states() {
        return Stream.of(Phase.values()).collect(Collectors.toMap(Function.identity(), Inputs::state));
    }

    /** A saga in each phase that one of an order that costs nothing passes through. */
    static Map<Phase, SagaState> freeStates() {
        return Stream.of(Phase.values())
                .filter(phase -> phase.step() != Step.PAYMENT)
                .collect(Collectors.toMap(Function.identity(), Inputs::freeState));
    }

    /** The saga, stuck on a dead letter if it is one that can be stuck. */
    static SagaState stuck(SagaState state) {
        return state instanceof SagaState.Open open
                ? open.with(
                        new PendingCommand(POLICY.stuckAfterAttempts(), START, null, new Stuck("parked", LETTER)),
                        open.facts())
                : state;
    }

    private static SagaState freeState(Phase phase) {
        return lead(
                phase,
                switch (phase) {
                    case NOT_STARTED -> new SagaInput[] {};
                    case RESERVING_STOCK -> new SagaInput[] {PLACED_FREE};
                    case SCHEDULING_SHIPMENT -> new SagaInput[] {PLACED_FREE, RESERVED};
                    case CONFIRMING_ORDER -> new SagaInput[] {PLACED_FREE, RESERVED, SCHEDULED};
                    case CANCELLING_SHIPMENT -> new SagaInput[] {PLACED_FREE, RESERVED, SCHEDULED, CONFIRM_REFUSED};
                    case RELEASING_STOCK -> new SagaInput[] {PLACED_FREE, RESERVED, UNDELIVERABLE};
                    case REJECTING_ORDER -> new SagaInput[] {PLACED_FREE, OUT_OF_STOCK};
                    case CANCELLING_ORDER -> new SagaInput[] {PLACED_FREE, CANCEL_REQUESTED, RELEASED};
                    case CONFIRMED -> new SagaInput[] {PLACED_FREE, RESERVED, SCHEDULED, CONFIRMED};
                    case REJECTED -> new SagaInput[] {PLACED_FREE, OUT_OF_STOCK, REJECTED};
                    case CANCELLED -> new SagaInput[] {PLACED_FREE, CANCEL_REQUESTED, RELEASED, CANCELLED};
                    case CHARGING_PAYMENT, REFUNDING_PAYMENT ->
                        throw new IllegalArgumentException("nothing to pay, so never in " + phase);
                });
    }

    private static SagaState state(Phase phase) {
        return lead(phase, way(phase));
    }

    private static SagaState lead(Phase to, SagaInput[] way) {
        SagaState state = new SagaScenario().given(way).state();
        assert state.phase() == to;
        return state;
    }

    private static SagaInput[] way(Phase phase) {
        return switch (phase) {
            case NOT_STARTED -> new SagaInput[] {};
            case RESERVING_STOCK -> new SagaInput[] {PLACED};
            case CHARGING_PAYMENT -> new SagaInput[] {PLACED, RESERVED};
            case SCHEDULING_SHIPMENT -> new SagaInput[] {PLACED, RESERVED, CHARGED};
            case CONFIRMING_ORDER -> new SagaInput[] {PLACED, RESERVED, CHARGED, SCHEDULED};
            case CANCELLING_SHIPMENT -> new SagaInput[] {PLACED, RESERVED, CHARGED, SCHEDULED, CONFIRM_REFUSED};
            case REFUNDING_PAYMENT -> new SagaInput[] {PLACED, RESERVED, CHARGED, UNDELIVERABLE};
            case RELEASING_STOCK -> new SagaInput[] {PLACED, RESERVED, DECLINED};
            case REJECTING_ORDER -> new SagaInput[] {PLACED, OUT_OF_STOCK};
            case CANCELLING_ORDER -> new SagaInput[] {PLACED, CANCEL_REQUESTED, RELEASED};
            case CONFIRMED -> new SagaInput[] {PLACED, RESERVED, CHARGED, SCHEDULED, CONFIRMED};
            case REJECTED -> new SagaInput[] {PLACED, OUT_OF_STOCK, REJECTED};
            case CANCELLED -> new SagaInput[] {PLACED, CANCEL_REQUESTED, RELEASED, CANCELLED};
        };
    }
}
