package dev.bulwark.saga.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A saga at rest between two inputs. What was ordered is no part of it: no decision depends on that. */
public sealed interface SagaState {

    Phase phase();

    /** Begun and not ended: one command waits for its answer. */
    sealed interface Open extends SagaState permits Advancing, Undoing {
        Instant startedAt();

        PendingCommand pending();

        Facts facts();

        /** Why a person should look; null while the saga helps itself. */
        default @Nullable Stuck stuck() {
            return pending().stuck();
        }

        /** The same saga, but for what it waits for and what it knows. */
        Open with(PendingCommand pending, Facts facts);
    }

    record NotStarted() implements SagaState {
        @Override
        public Phase phase() {
            return Phase.NOT_STARTED;
        }
    }

    /** On its way to confirmation; the pivot counts as advancing, for nothing is undone yet. */
    record Advancing(Phase phase, Instant startedAt, PendingCommand pending, Facts facts) implements Open {
        @Override
        public Advancing with(PendingCommand next, Facts known) {
            return new Advancing(phase, startedAt, next, known);
        }
    }

    /** Turned round. */
    record Undoing(Phase phase, Instant startedAt, PendingCommand pending, Facts facts, Ending ending) implements Open {
        @Override
        public Undoing with(PendingCommand next, Facts known) {
            return new Undoing(phase, startedAt, next, known, ending);
        }
    }

    /** @param ending null for a confirmed order */
    record Ended(
            Phase phase,
            Instant startedAt,
            Facts facts,
            @Nullable Ending ending,
            Instant endedAt) implements SagaState {}
}
