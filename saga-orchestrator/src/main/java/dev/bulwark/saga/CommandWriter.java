package dev.bulwark.saga;

import java.util.UUID;

import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaCommand;
import org.jspecify.annotations.Nullable;

/** Turns what the saga asks into the message its participant understands. */
@FunctionalInterface
public interface CommandWriter {

    /** @param traceparent of what the command is a consequence of; null for a timer's */
    OutgoingMessage write(UUID saga, PlacedOrder order, SagaCommand command, @Nullable String traceparent);
}
