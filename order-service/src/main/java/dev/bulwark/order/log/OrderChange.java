package dev.bulwark.order.log;

import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;

/**
 * An event on its way into the log.
 *
 * @param version of the stream with this event
 * @param after the order with this event
 */
public record OrderChange(OrderId id, long version, OrderEvent event, OrderState.Existing after) {

    /** The order once this is recorded. */
    public StoredOrder stored() {
        return new StoredOrder(id, after, version);
    }
}
