package dev.bulwark.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderStatus;
import org.jspecify.annotations.Nullable;

/** The read side: what the events that arrived so far say. It lags behind the log, usually by milliseconds. */
public interface OrderView {

    /** The document, or null where no placing of this order has arrived. */
    @Nullable
    OrderDocument find(OrderId id);

    /** A customer's orders, newest first. */
    List<OrderDocument> list(Query query);

    /**
     * Which orders.
     *
     * @param text contained, in any case, in the order's id, its skus or the names of its products; personal data is not searched
     * @param before only orders with a lower id: the last one of the page before
     * @param limit 1 to 101
     */
    record Query(
            String customerId,
            @Nullable OrderStatus status,
            @Nullable String sku,
            @Nullable Instant placedAfter,
            @Nullable Instant placedBefore,
            @Nullable String text,
            @Nullable UUID before,
            int limit) {}
}
