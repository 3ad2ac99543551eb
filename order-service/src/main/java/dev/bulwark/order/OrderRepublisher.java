package dev.bulwark.order;

import java.util.List;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.platform.core.trace.TraceContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Announces again what the log holds, for consumers that missed it. New message ids, old versions: nobody applies an event twice. */
@Component
public class OrderRepublisher {

    private static final int MAX_EVENTS = 1_000;

    private final EventStore store;
    private final OrderAnnouncements announcements;
    private final TransactionOperations transaction;

    public OrderRepublisher(EventStore store, OrderAnnouncements announcements, TransactionOperations transaction) {
        this.store = store;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    /** Announces the events with a version above {@code after}, at most {@value #MAX_EVENTS}, and returns how many that were. */
    public int republish(OrderId id, long after) {
        Integer count = transaction.execute(status -> {
            List<Announcement> events = store.history(id, after, MAX_EVENTS).stream()
                    .map(e -> new Announcement(id, e.version(), e.event(), TraceContext.currentTraceparent()))
                    .toList();
            announcements.announce(events);
            return events.size();
        });
        return count == null ? 0 : count;
    }
}
