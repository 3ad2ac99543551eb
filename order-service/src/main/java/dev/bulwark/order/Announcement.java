package dev.bulwark.order;

import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;

/**
 * A recorded event that the other services are to hear of.
 *
 * @param version of the stream with this event
 */
public record Announcement(OrderId id, long version, OrderEvent event) {}
