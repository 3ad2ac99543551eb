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

    /** What it shows of the orders with an id above {@code after}, in the order of ids, at most {@code limit}. */
    List<Shown> page(UUID after, int limit);

    /**
     * An order as far as it has come here.
     *
     * @param version of the order's stream; 0 while its placing hasn't arrived
     * @param document null as long
     * @param heldFrom the lowest version that came too early and waits for its predecessor; null if none does
     */
    record Shown(
            UUID orderId,
            long version,
            @Nullable OrderDocument document,
            @Nullable Long heldFrom) {}

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
