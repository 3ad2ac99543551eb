package dev.bulwark.order.domain;

import java.util.List;

import dev.bulwark.order.domain.OrderTransitions.Ask;
import dev.bulwark.order.domain.OrderTransitions.Outcome;
import dev.bulwark.order.domain.OrderTransitions.Phase;

/**
 * Decides what a command does to an order, and folds what was decided. Pure: no clock, no id, no storage.
 *
 * <p>Guarantee: of confirmation, rejection and cancellation exactly one is ever recorded. Limit: only for commands decided on the
 * newest state; the event store refuses the rest.
 */
public final class OrderDecider {

    private static final OrderState NONE = new OrderState.None();

    private OrderDecider() {}

    /** The state before the first event. */
    public static OrderState initial() {
        return NONE;
    }

    /** @throws ImpossibleTransitionException if nobody can rightfully ask this in this state */
    public static Decision decide(OrderState state, OrderCommand command) {
        Phase phase = phaseOf(state);
        Ask ask = askOf(command);
        return switch (OrderTransitions.outcome(phase, ask)) {
            case Outcome.Becomes(Phase next) -> accept(state, command, next);
            case Outcome.Repeats() -> new Decision.Repeated(existing(state));
            case Outcome.Refuses(String code) -> new Decision.Refused(code);
            case Outcome.Impossible() -> throw new ImpossibleTransitionException(ask + " makes no sense in " + phase);
        };
    }

    /**
     * The state after an event that was recorded; history is never argued with, so any event follows any state of an order.
     *
     * @throws ImpossibleTransitionException if a stream does not begin with {@link OrderEvent.Placed}
     */
    public static OrderState.Existing evolve(OrderState state, OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed placed -> new OrderState.Pending(placed);
            case OrderEvent.CancelRequested e -> new OrderState.CancelRequested(placed(state), e.at());
            case OrderEvent.Confirmed e -> new OrderState.Confirmed(placed(state), e.payment(), e.shipment(), e.at());
            case OrderEvent.Rejected e ->
                new OrderState.Rejected(placed(state), e.rejection(), e.payment(), e.shipment(), e.at());
            case OrderEvent.Cancelled e -> new OrderState.Cancelled(placed(state), e.payment(), e.shipment(), e.at());
        };
    }

    private static Decision accept(OrderState state, OrderCommand command, Phase next) {
        requirePayment(state, command);
        OrderEvent event = eventOf(command, next);
        return new Decision.Accepted(event, evolve(state, event));
    }

    /** Only what costs nothing is confirmed unpaid. */
    private static void requirePayment(OrderState state, OrderCommand command) {
        if (command instanceof OrderCommand.Confirm confirm
                && confirm.payment() == null
                && placed(state).total().amount() > 0) {
            throw new ImpossibleTransitionException(
                    "a confirmation without payment makes no sense for an order that costs something");
        }
    }

    private static OrderEvent eventOf(OrderCommand command, Phase next) {
        return switch (command) {
            case OrderCommand.Place c ->
                new OrderEvent.Placed(
                        c.orderId(),
                        c.customerId(),
                        c.lines(),
                        total(c.lines()),
                        c.paymentMethod(),
                        c.personalData(),
                        c.now());
            case OrderCommand.RequestCancel c -> new OrderEvent.CancelRequested(c.reason(), c.now());
            case OrderCommand.Confirm c -> new OrderEvent.Confirmed(c.payment(), c.shipment(), c.now());
            case OrderCommand.Reject c
            when next == Phase.CANCELLED -> new OrderEvent.Cancelled(c.payment(), c.shipment(), c.now());
            case OrderCommand.Reject c -> new OrderEvent.Rejected(c.rejection(), c.payment(), c.shipment(), c.now());
            case OrderCommand.Cancel c -> new OrderEvent.Cancelled(c.payment(), c.shipment(), c.now());
        };
    }

    /** @throws ArithmeticException if the sum leaves the range of a long @throws IllegalArgumentException on mixed currencies */
    public static Money total(List<OrderLine> lines) {
        return lines.stream()
                .map(OrderLine::lineTotal)
                .reduce(Money::plus)
                .orElseThrow(() -> new IllegalArgumentException("an order without lines"));
    }

    private static OrderEvent.Placed placed(OrderState state) {
        return existing(state).placed();
    }

    private static OrderState.Existing existing(OrderState state) {
        if (state instanceof OrderState.Existing existing) {
            return existing;
        }
        throw new ImpossibleTransitionException("a stream that does not begin with the placing of the order");
    }

    static Phase phaseOf(OrderState state) {
        return switch (state) {
            case OrderState.None ignored -> Phase.NONE;
            case OrderState.Pending ignored -> Phase.PENDING;
            case OrderState.CancelRequested ignored -> Phase.CANCEL_REQUESTED;
            case OrderState.Confirmed ignored -> Phase.CONFIRMED;
            case OrderState.Rejected ignored -> Phase.REJECTED;
            case OrderState.Cancelled ignored -> Phase.CANCELLED;
        };
    }

    static Ask askOf(OrderCommand command) {
        return switch (command) {
            case OrderCommand.Place ignored -> Ask.PLACE;
            case OrderCommand.RequestCancel ignored -> Ask.REQUEST_CANCEL;
            case OrderCommand.Confirm ignored -> Ask.CONFIRM;
            case OrderCommand.Reject c -> c.rejection().isAbandonment() ? Ask.ABANDON : Ask.REJECT;
            case OrderCommand.Cancel ignored -> Ask.CANCEL;
        };
    }
}
