package dev.bulwark.saga.domain;

/** What a transition does. */
enum Effect {
    /** The saga begins with its first step. */
    START,
    /** The step is done; the next one is asked for. */
    ADVANCE,
    /** The saga turns round: the first compensation, or the closing command, is sent. */
    TURN,
    /** A compensation is done; the next one, or the closing command, is sent. */
    UNDO,
    /** The same command again, with the same step id. */
    RESEND,
    /** Nothing more is sent until an answer comes or a person acts. */
    STICK,
    /** The timer acts again. Only while stuck. */
    RESUME,
    /** The undo goes on, but ends in a cancellation now. */
    CANCEL_INSTEAD,
    /** The same command again, as if it were asked for the first time. Only while stuck. */
    RETRY,
    /** The undo begins again, at the newest step that was asked for. Only while stuck. */
    UNDO_AGAIN,
    /** Nothing more is undone; the closing command is sent. Only while stuck. */
    ABANDON,
    /** An operator asks for what makes no sense here: nothing moves, and they are told so. */
    REFUSE,
    /** What a late answer says is remembered; its compensation is already on its way. */
    NOTE,
    FINISH,
    /** A repetition, or an answer that came too late to matter: nothing moves. */
    LATE,
    /** Nobody asked for this: nothing moves, and it is warned of. A saga restored from an old backup meets such answers, and heals. */
    UNEXPECTED,
    /** Two answers that can't both be true: refused with an exception, for a person must look. */
    CONTRADICTION;

    /** Whether the effect leads to another phase, so that a picture of the saga shows it. */
    boolean moves() {
        return switch (this) {
            case START, ADVANCE, TURN, UNDO, UNDO_AGAIN, ABANDON, FINISH -> true;
            case RESEND, STICK, RESUME, CANCEL_INSTEAD, RETRY, REFUSE, NOTE, LATE, UNEXPECTED, CONTRADICTION -> false;
        };
    }

    /** Whether it makes no sense for a saga that still helps itself. */
    boolean needsStuck() {
        return this == RESUME || this == RETRY || this == UNDO_AGAIN || this == ABANDON;
    }
}
