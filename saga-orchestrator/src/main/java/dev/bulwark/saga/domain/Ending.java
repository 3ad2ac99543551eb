package dev.bulwark.saga.domain;

import org.jspecify.annotations.Nullable;

/** Why a saga turned round, and so how it closes the order once everything is undone. */
public sealed interface Ending {

    /** A word a client can rely on: the code of the refusal, {@code timeout}, {@code cancel_requested}. */
    String code();

    /** A step failed, or nobody knows whether it did. */
    record Rejection(Step step, String code, @Nullable String detail) implements Ending {}

    /** The customer asked. */
    record Cancellation(String code) implements Ending {
        static final Cancellation REQUESTED = new Cancellation("cancel_requested");
    }
}
