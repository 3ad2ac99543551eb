package dev.bulwark.order.messaging;

import java.time.Clock;

import dev.bulwark.order.OrderAnnouncements;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;

/** The messaging of the write side on ports of the caller's choice. A Spring context wires it by itself; the simulation uses this class. */
public final class OrderMessages {

    private OrderMessages() {}

    /** Handles the commands that sagas send to orders. */
    public static BatchHandler<?> commands(
            EventStore store, Outbox outbox, MessageFactory messages, Clock clock, MeterRegistry meters) {
        return new OrderCommandHandler(store, outbox, messages, clock, meters);
    }

    public static OrderAnnouncements announcements(Outbox outbox, MessageFactory messages) {
        return new OutboxAnnouncements(outbox, messages);
    }
}
