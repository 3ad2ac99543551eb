package dev.bulwark.order.messaging;

import java.util.List;

import dev.bulwark.order.OrderAnnouncements;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.RecordedEvent;
import dev.bulwark.platform.core.trace.TraceContext;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Announces on {@code order.events}, through the outbox. */
@Component
class OutboxAnnouncements implements OrderAnnouncements {

    private final Outbox outbox;
    private final MessageFactory messages;

    OutboxAnnouncements(Outbox outbox, MessageFactory messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    @Override
    public void announce(List<OrderChange> changes) {
        outbox.add(changes.stream()
                .map(change -> OrderWireMapper.announcement(messages, change))
                .toList());
    }

    @Override
    public void announceAgain(OrderId id, List<RecordedEvent> events) {
        String traceparent = TraceContext.currentTraceparent();
        outbox.add(events.stream()
                .map(event -> OrderWireMapper.announcement(messages, id, event.version(), event.event(), traceparent))
                .toList());
    }
}
