package dev.bulwark.saga;

import java.util.UUID;

import dev.bulwark.saga.domain.SagaInput;
import org.jspecify.annotations.Nullable;

/**
 * An input with where it came from.
 *
 * @param messageId null for a timer
 * @param traceparent null where the message carried none
 */
public record Heard(
        SagaInput input, @Nullable UUID messageId, @Nullable String traceparent) {

    static final Heard TIMER = new Heard(new SagaInput.TimerFired(), null, null);
}
