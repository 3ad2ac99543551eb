package dev.bulwark.order.domain;

/** The decider's answer. An impossible question gets none: it throws. */
public sealed interface Decision {

    /** Record this event; {@code after} is the order with it. */
    record Accepted(OrderEvent event, OrderState.Existing after) implements Decision {}

    /** It was decided so before: answer from the state. */
    record Repeated(OrderState.Existing state) implements Decision {}

    /** No, and why. */
    record Refused(String code) implements Decision {}
}
