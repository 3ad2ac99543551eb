package dev.bulwark.saga.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The command that waits for its answer.
 *
 * @param attempt how often it was sent
 * @param askedAt when it was sent first
 * @param dueAt when the timer looks at it again; null while stuck, for then only an answer or a person helps
 */
public record Question(
        int attempt, Instant askedAt, @Nullable Instant dueAt) {

    /** Whether the timer has something to do by now. */
    public boolean isDue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }
}
