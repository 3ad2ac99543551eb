package dev.bulwark.order.log;

import java.time.Instant;
import java.util.List;

import dev.bulwark.order.domain.OrderId;

/** The orders that have not ended. The event store keeps them, with the events that open and close them. */
public interface OpenOrders {

    /**
     * Takes the oldest orders placed before a moment that nobody has announced again since another, and notes that they are being
     * announced {@code now}. In the caller's transaction; rows that another watchdog holds are passed over.
     */
    List<OrderId> claimStale(Instant placedBefore, Instant announcedBefore, Instant now, int maxOrders);
}
