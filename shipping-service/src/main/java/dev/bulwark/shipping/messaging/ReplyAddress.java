package dev.bulwark.shipping.messaging;

import java.time.Instant;
import java.util.regex.Pattern;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something happens: whom to answer, and in which trace.
 *
 * @param step stable id of (saga, step), the same for the action and its compensation; becomes the carrier's reference
 * @param expires of the action; null for compensations
 * @param personalData of the action; null for compensations
 */
record ReplyAddress(
        String saga,
        String step,
        @Nullable Instant expires,
        @Nullable String traceparent,
        @Nullable Sealed personalData) {

    /** What every outside takes as it is: a reference that had to be changed on the way would no longer be one. */
    private static final Pattern STEP = Pattern.compile("[A-Za-z0-9:._-]{1,150}");

    /**
     * @throws UndecodableMessageException if the step is none: the message is parked, for no answer would find its
     * saga
     */
    ReplyAddress {
        if (!STEP.matcher(step).matches()) {
            throw new UndecodableMessageException("a step is 1 to 150 letters, digits and :._-", null);
        }
    }
}
