package dev.bulwark.order.placement;

import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.view.OrderDocument;
import org.jspecify.annotations.Nullable;

/**
 * An order priced, sealed and decided on, which only needs to be recorded.
 *
 * @param traceparent of the request that asked for it
 */
public record PreparedOrder(OrderChange change, @Nullable String traceparent) {

    /** The order as it will be once recorded. */
    public OrderDocument document() {
        return OrderDocument.of(change.id(), change.after(), change.version());
    }
}
