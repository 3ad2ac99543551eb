package dev.bulwark.order.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;

/** The read side: the fold of the events that have arrived. It lags behind the log, usually by milliseconds. */
public interface OrderView {

    /** The document, or null where the event that placed this order has not arrived. */
    @Nullable
    OrderDocument find(OrderId id);

    /** A customer's orders, newest first. */
    List<OrderDocument> list(Query query);

    /** What it shows of the orders with an id above {@code after}, in the order of ids, at most {@code limit}. */
    List<Shown> page(UUID after, int limit);

    /**
     * The rows of each range in a few numbers: the {@code document} shown, and how many events of {@code payments} and {@code shipments} it
     * is made of. An order that waits for a missing event is unusual.
     */
    List<RangeDigest> digests(IdRanges ranges);

    /**
     * An order as far as its events have arrived.
     *
     * @param version of the order's stream; 0 while the event that placed it has not arrived
     * @param document null as long
     * @param heldFrom the lowest version that waits for its predecessor; null if none does
     * @param paymentVersion of the payment's own events; 0 while none has arrived
     * @param shipmentVersion of the shipment's
     */
    record Shown(
            UUID orderId,
            long version,
            @Nullable OrderDocument document,
            @Nullable Long heldFrom,
            long paymentVersion,
            long shipmentVersion) {}

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
