package dev.bulwark.platform.calls.intent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something to be asked of the outside world once the transaction that records it has committed.
 *
 * @param id unique among the open intents of a database; at most 200 characters, for example {@code <step id>:charge}
 * @param request what is asked, with everything needed to ask it and to write down the answer
 * @param expires after this moment nobody waits, so no new attempt is made; null for compensations, which are asked until answered
 * @param traceparent the trace context of whoever wanted it, or null
 */
public record Intent<I>(
        String id,
        I request,
        @Nullable Instant expires,
        @Nullable String traceparent) {

    private static final int MAX_ID_CHARS = 200;

    public Intent {
        if (id.isEmpty() || id.length() > MAX_ID_CHARS) {
            throw new IllegalArgumentException("an intent's id has 1 to " + MAX_ID_CHARS + " characters: " + id);
        }
    }

    boolean expired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
