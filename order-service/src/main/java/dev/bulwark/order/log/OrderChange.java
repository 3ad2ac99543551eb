package dev.bulwark.order.log;

import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import org.jspecify.annotations.Nullable;

/**
 * An event to be recorded and announced.
 *
 * @param version of the stream with this event
 * @param after the order with this event
 * @param traceparent of the request or message that caused it; null where there is none
 */
public record OrderChange(
        OrderId id,
        long version,
        OrderEvent event,
        OrderState.Existing after,
        @Nullable String traceparent) {

    /** The order once this is recorded. */
    public StoredOrder stored() {
        return new StoredOrder(id, after, version);
    }
}
