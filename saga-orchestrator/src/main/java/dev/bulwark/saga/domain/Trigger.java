package dev.bulwark.saga.domain;

/** What can move a saga: every message it understands, and what a due timer comes to mean at its moment. */
public enum Trigger {
    ORDER_PLACED,
    CANCEL_REQUESTED,

    STOCK_RESERVED,
    STOCK_REFUSED,
    STOCK_RELEASED,
    PAYMENT_CHARGED,
    PAYMENT_REFUSED,
    PAYMENT_REFUNDED,
    SHIPMENT_SCHEDULED,
    SHIPMENT_REFUSED,
    SHIPMENT_CANCELLED,
    ORDER_CONFIRMED,
    CONFIRM_REFUSED,
    ORDER_REJECTED,
    ORDER_CANCELLED,

    /** The command that is open, or one it waits behind, can't be handled before somebody acts. */
    COMMAND_PARKED,
    /** A parked command of the open step was redriven or thrown away. */
    COMMAND_UNPARKED,
    /** A command of another step can't be handled; should that step have to be undone, its participant says so again. */
    EARLIER_COMMAND_PARKED,
    EARLIER_COMMAND_UNPARKED,

    /** No answer yet, and time to ask again. */
    RESEND_DUE,
    /** The step's budget is spent: its outcome is unknown. */
    STEP_TIMED_OUT,
    /** The saga's budget is spent before the pivot. */
    SAGA_TIMED_OUT,
    /** A compensation was sent as often as is sensible without a person looking at it. */
    ATTEMPTS_SPENT,

    /** An operator wants the open command sent again. */
    RETRY_ASKED,
    /** An operator wants the saga undone. */
    COMPENSATION_ASKED,
    /** An operator gives up what is not undone yet. */
    ABANDONMENT_ASKED
}
