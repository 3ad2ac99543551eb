package dev.bulwark.saga;

import java.util.UUID;

import dev.bulwark.saga.domain.SagaInput;
import org.jspecify.annotations.Nullable;

/**
 * What a saga is told, and where it came from.
 *
 * @param messageId null for a timer or an operator
 * @param traceparent null where the message carried none
 * @param note null unless it is an operator
 */
public record SagaMessage(
        SagaInput input,
        @Nullable UUID messageId,
        @Nullable String traceparent,
        @Nullable OperatorNote note) {

    static final SagaMessage TIMER = new SagaMessage(new SagaInput.TimerFired(), null, null, null);

    /** From a message. */
    public SagaMessage(SagaInput input, UUID messageId, @Nullable String traceparent) {
        this(input, messageId, traceparent, null);
    }
}
