package dev.bulwark.saga;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * One line of a saga's timeline.
 *
 * @param seq 1, 2, 3 … without gaps
 * @param phase afterwards
 * @param attempt of the command open afterwards
 * @param messageId what was heard; null for a timer
 * @param sentId what was sent in consequence; null if nothing was
 * @param note who caused it; null unless an operator did
 */
public record LogEntry(
        int seq,
        Instant at,
        Trigger cause,
        Decision.Kind kind,
        Phase phase,
        int attempt,
        @Nullable UUID messageId,
        @Nullable UUID sentId,
        @Nullable String detail,
        @Nullable OperatorNote note) {}
