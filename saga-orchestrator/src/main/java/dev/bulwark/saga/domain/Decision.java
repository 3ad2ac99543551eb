package dev.bulwark.saga.domain;

import org.jspecify.annotations.Nullable;

/**
 * What an input did to a saga.
 *
 * @param before the phase the input met
 * @param state the saga afterwards; the same object where nothing changed
 * @param command what to send; null where nothing is to be sent
 * @param trigger what the input meant
 * @param detail a sentence for the timeline; never personal data
 */
public record Decision(
        Phase before,
        SagaState state,
        @Nullable SagaCommand command,
        Trigger trigger,
        Kind kind,
        @Nullable String detail) {

    /** How a timeline speaks of it. */
    public enum Kind {
        /** The saga entered another phase. */
        MOVED,
        /** The same command went out again. */
        RESENT,
        /** Nothing more is sent until an answer comes or a person acts. */
        STUCK,
        /** It was stuck; from here on the timer acts again. */
        RESUMED,
        /** Remembered; it changes how the saga closes, not where it stands. */
        NOTED,
        /** An operator asked for what makes no sense here; nothing is remembered of it. */
        REFUSED,
        /** A repetition, or too late to matter. */
        LATE,
        /** Nobody asked for it. */
        UNEXPECTED
    }
}
