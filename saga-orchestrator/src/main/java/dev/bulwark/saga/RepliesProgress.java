package dev.bulwark.saga;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** How far the participants' answers have been heard. */
@FunctionalInterface
public interface RepliesProgress {

    /**
     * A moment such that every answer published before it has had its effect; null while none is known.
     *
     * <p>It never moves back, and while the broker is away it stands still. Limit: it knows nothing of an answer that a participant
     * has given but not yet published.
     */
    @Nullable
    Instant heardUpTo();
}
