package dev.bulwark.saga.domain;

import org.jspecify.annotations.Nullable;

/**
 * Why a saga waits for a person.
 *
 * @param reason in words, for operators
 * @param deadLetter the parked command that the open step waits for; null where the participant just doesn't answer
 */
public record Stuck(String reason, @Nullable String deadLetter) {

    static Stuck unanswered(Phase phase, int attempts) {
        return new Stuck("no answer in " + phase + " after " + attempts + " attempts", null);
    }

    static Stuck parked(SagaInput.CommandParked parked) {
        String letter =
                parked.command() + " is parked at " + parked.service() + " as dead letter " + parked.deadLetter();
        String reason = parked.cause() == null
                ? letter + ", behind an earlier message of the order"
                : letter + ": " + parked.cause();
        return new Stuck(reason, parked.deadLetter());
    }

    /** Whether that ends the wait. */
    boolean isEndedBy(SagaInput.CommandUnparked unparked) {
        return unparked.deadLetter().equals(deadLetter);
    }
}
