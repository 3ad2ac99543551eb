package dev.bulwark.order.domain;

import java.util.List;

import dev.bulwark.order.domain.OrderTransitions.CommandType;
import dev.bulwark.order.domain.OrderTransitions.Phase;
import dev.bulwark.order.domain.OrderTransitions.Transition;

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

    /** @throws ImpossibleTransitionException if the command cannot occur in this state */
    public static Decision decide(OrderState state, OrderCommand command) {
        Phase phase = phaseOf(state);
        CommandType type = typeOf(command);
        return switch (OrderTransitions.transition(phase, type)) {
            case Transition.Becomes(Phase next) -> accept(state, command, next);
            case Transition.Repeats() -> new Decision.Repeated(existing(state));
            case Transition.Refuses(String code) -> new Decision.Refused(code);
            case Transition.Impossible() -> throw new ImpossibleTransitionException(type + " cannot occur in " + phase);
        };
    }

    /**
     * The state after a recorded event. History is not questioned: any event may follow any state of an order.
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

    static CommandType typeOf(OrderCommand command) {
        return switch (command) {
            case OrderCommand.Place ignored -> CommandType.PLACE;
            case OrderCommand.RequestCancel ignored -> CommandType.REQUEST_CANCEL;
            case OrderCommand.Confirm ignored -> CommandType.CONFIRM;
            case OrderCommand.Reject c -> c.rejection().isAbandonment() ? CommandType.ABANDON : CommandType.REJECT;
            case OrderCommand.Cancel ignored -> CommandType.CANCEL;
        };
    }
}
