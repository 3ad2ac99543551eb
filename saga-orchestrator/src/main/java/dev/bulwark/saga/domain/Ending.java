package dev.bulwark.saga.domain;

import org.jspecify.annotations.Nullable;

/** Why a saga turned round, and so how it closes the order once everything is undone. */
public sealed interface Ending {

    /**
     * A word a client can rely on: the code of the refusal, {@code timeout}, {@code cancel_requested}, {@code undone_by_operator},
     * {@code abandoned}.
     */
    String code();

    /**
     * A step failed, or nobody knows whether it did, or an operator decided so.
     *
     * @param detail for the customer; an operator's reason is none of it
     */
    record Rejection(Step step, String code, @Nullable String detail) implements Ending {

        static Rejection byOperator(Step step) {
            return new Rejection(step, "undone_by_operator", "an operator had the order undone");
        }

        /** @param step whose compensation nobody waits for any more */
        static Rejection abandoned(Step step) {
            return new Rejection(step, "abandoned", "an operator closed the order before everything was undone");
        }
    }

    /** The customer asked. */
    record Cancellation(String code) implements Ending {
        static final Cancellation REQUESTED = new Cancellation("cancel_requested");
    }
}
