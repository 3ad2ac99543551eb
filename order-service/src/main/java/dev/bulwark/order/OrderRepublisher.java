package dev.bulwark.order;

import java.util.List;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.RecordedEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Announces events from the log again, for consumers that missed them: under new message ids and the same versions. */
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
            List<RecordedEvent> events = store.history(id, after, MAX_EVENTS);
            announcements.announceAgain(id, events);
            return events.size();
        });
        return count == null ? 0 : count;
    }
}
