package dev.bulwark.saga.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The command that waits for its answer.
 *
 * @param attempt how often it was sent
 * @param askedAt when it was sent first
 * @param dueAt when the timer looks at it again; null while stuck, for then only an answer or a person helps
 * @param stuck null while the saga helps itself
 */
public record PendingCommand(
        int attempt,
        Instant askedAt,
        @Nullable Instant dueAt,
        @Nullable Stuck stuck) {

    public PendingCommand {
        if ((dueAt == null) == (stuck == null)) {
            throw new IllegalArgumentException("either due at a moment or stuck: " + dueAt + ", " + stuck);
        }
    }

    /** One that the timer looks at again. */
    static PendingCommand due(int attempt, Instant askedAt, Instant dueAt) {
        return new PendingCommand(attempt, askedAt, dueAt, null);
    }

    PendingCommand stuck(Stuck why) {
        return new PendingCommand(attempt, askedAt, null, why);
    }

    /** Whether the timer has something to do by now. */
    public boolean isDue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }
}
