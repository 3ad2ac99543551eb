package dev.bulwark.saga.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A saga at rest between two inputs. What was ordered is no part of it: no decision depends on that. */
public sealed interface SagaState {

    Phase phase();

    /** Begun and not ended: one command waits for its answer. */
    sealed interface Open extends SagaState permits Advancing, Undoing {
        Instant startedAt();

        Question question();

        Facts facts();
    }

    record NotStarted() implements SagaState {
        @Override
        public Phase phase() {
            return Phase.NOT_STARTED;
        }
    }

    /** On its way to confirmation; the pivot counts as advancing, for nothing is undone yet. */
    record Advancing(Phase phase, Instant startedAt, Question question, Facts facts) implements Open {}

    /**
     * Turned round.
     *
     * @param stuckReason why a person should look; null while the saga helps itself
     */
    record Undoing(
            Phase phase,
            Instant startedAt,
            Question question,
            Facts facts,
            Ending ending,
            @Nullable String stuckReason) implements Open {}

    /** @param ending null for a confirmed order */
    record Ended(
            Phase phase,
            Instant startedAt,
            Facts facts,
            @Nullable Ending ending,
            Instant endedAt) implements SagaState {}
}
