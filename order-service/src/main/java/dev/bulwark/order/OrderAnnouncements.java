package dev.bulwark.order;

import java.util.List;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.RecordedEvent;

/**
 * Announces events of orders to the other services if, and only if, the caller's transaction commits.
 *
 * <p>Every call makes new messages. Consumers go by the version of the order's stream, so an event announced twice is applied once.
 */
public interface OrderAnnouncements {

    /** Announces what the caller's transaction records; call it after the append. */
    void announce(List<OrderChange> changes);

    /** Announces events that were recorded earlier once more. */
    void announceAgain(OrderId id, List<RecordedEvent> events);
}
