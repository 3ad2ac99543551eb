package dev.bulwark.saga.messaging;

import java.time.Clock;
import java.time.Duration;

import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.saga.CommandWriter;
import dev.bulwark.saga.OrderSagas;
import dev.bulwark.saga.RepliesProgress;

/** What sagas hear and say, on ports of the caller's choice: a context wires it by itself, a simulation by hand. */
public final class SagaMessages {

    private final OrderSagas sagas;
    private final HandledOffsets handled = new HandledOffsets();
    private final RepliesProgress progress;

    /** @param settle how long timers wait once the broker has come back */
    public SagaMessages(OrderSagas sagas, RepliesTopic replies, Clock clock, Duration settle) {
        this.sagas = sagas;
        this.progress = new TopicRepliesProgress(replies, handled, clock, settle);
    }

    public static CommandWriter commands(MessageFactory messages) {
        return new CommandWireMapper(messages);
    }

    public BatchHandler<?> orderEvents() {
        return new OrderEventHandler(sagas);
    }

    public BatchHandler<?> replies() {
        return new ReplyHandler(sagas, handled);
    }

    public RepliesProgress progress() {
        return progress;
    }
}
