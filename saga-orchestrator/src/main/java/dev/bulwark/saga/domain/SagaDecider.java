package dev.bulwark.saga.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Decides what an input does to a saga. */
public interface SagaDecider {

    /**
     * @throws ContradictionException if the input can't be true together with the state
     * @throws IllegalArgumentException if a timer is fired that is not due
     */
    Decision decide(SagaState state, SagaInput input, Instant now);

    /**
     * The moment up to which answers must have been heard before the timer may act on the saga now; null for never. It is the due
     * time, or where a budget has run out since, the end of that budget: an answer given within it must not be passed over.
     */
    @Nullable
    Instant actsOnceHeard(SagaState state, Instant now);
}
