package dev.bulwark.order.domain;

/** The decider's answer to a command. A command that is impossible in the state throws instead. */
public sealed interface Decision {

    /** Record this event; {@code after} is the order with it. */
    record Accepted(OrderEvent event, OrderState.Existing after) implements Decision {}

    /** The same was decided before: answer from the state. */
    record Repeated(OrderState.Existing state) implements Decision {}

    /** The command is refused, with the reason. */
    record Refused(String code) implements Decision {}
}
