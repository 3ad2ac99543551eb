package dev.bulwark.order.log;

import dev.bulwark.order.domain.Decision;
import dev.bulwark.order.domain.OrderCommand;
import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import org.jspecify.annotations.Nullable;

/**
 * An order as folded from its stream.
 *
 * @param version how many events that are; 0 where there is no order
 */
public record StoredOrder(OrderId id, OrderState state, long version) {

    /** An order that does not exist. */
    public static StoredOrder absent(OrderId id) {
        return new StoredOrder(id, OrderDecider.initial(), 0);
    }

    /** See {@link OrderDecider#decide}. */
    public Decision decide(OrderCommand command) {
        return OrderDecider.decide(state, command);
    }

    /** The change that an accepted decision makes to this order. */
    public OrderChange change(Decision.Accepted accepted, @Nullable String traceparent) {
        return new OrderChange(id, version + 1, accepted.event(), accepted.after(), traceparent);
    }
}
