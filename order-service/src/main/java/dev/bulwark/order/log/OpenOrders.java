package dev.bulwark.order.log;

import java.time.Instant;
import java.util.List;

import dev.bulwark.order.domain.OrderId;

/** The orders that have not ended. The event store maintains them with the events that open and close an order. */
public interface OpenOrders {

    /**
     * Claims the oldest orders that were placed before one moment and not announced again since another, and records that they are
     * announced {@code now}. In the caller's transaction; skips rows that another watchdog has locked.
     */
    List<OrderId> claimStale(Instant placedBefore, Instant announcedBefore, Instant now, int maxOrders);
}
