package dev.bulwark.saga;

import java.util.UUID;

import dev.bulwark.saga.domain.SagaInput;
import org.jspecify.annotations.Nullable;

/**
 * An input with where it came from.
 *
 * @param messageId null for a timer or an operator
 * @param traceparent null where the message carried none
 * @param signature null unless it is an operator
 */
public record Heard(
        SagaInput input,
        @Nullable UUID messageId,
        @Nullable String traceparent,
        @Nullable Signature signature) {

    static final Heard TIMER = new Heard(new SagaInput.TimerFired(), null, null, null);

    /** From a message. */
    public Heard(SagaInput input, UUID messageId, @Nullable String traceparent) {
        this(input, messageId, traceparent, null);
    }
}
