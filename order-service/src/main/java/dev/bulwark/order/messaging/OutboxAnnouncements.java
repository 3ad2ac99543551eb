package dev.bulwark.order.messaging;

import java.util.List;

import dev.bulwark.contracts.Topics;
import dev.bulwark.order.Announcement;
import dev.bulwark.order.OrderAnnouncements;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
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
    public void announce(List<Announcement> announcements) {
        outbox.add(announcements.stream().map(this::message).toList());
    }

    private OutgoingMessage message(Announcement announcement) {
        return messages.event(
                Topics.ORDER_EVENTS,
                announcement.id().toString(),
                OrderWireMapper.event(announcement.id(), announcement.event()),
                announcement.version(),
                announcement.traceparent());
    }
}
