package dev.bulwark.order;

import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.OrderChange;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event that the other services are to hear of.
 *
 * @param version of the stream with this event
 * @param traceparent of what caused it, or null where nobody knows
 */
public record Announcement(
        OrderId id,
        long version,
        OrderEvent event,
        @Nullable String traceparent) {

    public static Announcement of(OrderChange change, @Nullable String traceparent) {
        return new Announcement(change.id(), change.version(), change.event(), traceparent);
    }
}
