package dev.bulwark.simulation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OpenOrders;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.RecordedEvent;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import org.jspecify.annotations.Nullable;

/** Every order's log. */
final class EventTable implements OpenOrders {

    private final Database database;
    private final World world;
    private final Map<UUID, List<RecordedEvent>> streams = new TreeMap<>();
    private final Map<UUID, Instant> announced = new TreeMap<>();
    private @Nullable Runnable race;

    EventTable(Database database, World world) {
        this.database = database;
        this.world = world;
    }

    /** What others may do between the reading of streams and the append. */
    void race(Runnable others) {
        race = others;
    }

    Map<UUID, List<RecordedEvent>> streams() {
        return streams;
    }

    StoredOrder order(UUID id) {
        StoredOrder order = StoredOrder.absent(new OrderId(id));
        for (RecordedEvent event : streams.getOrDefault(id, List.of())) {
            order = new StoredOrder(order.id(), OrderDecider.evolve(order.state(), event.event()), event.version());
        }
        return order;
    }

    static boolean hasEnded(StoredOrder order) {
        return order.state() instanceof OrderState.Existing existing
                && existing.status().isTerminal();
    }

    EventStore store(boolean checked) {
        return new EventStore() {
            @Override
            public StoredOrder load(OrderId id) {
                return order(id.value());
            }

            @Override
            public Map<UUID, StoredOrder> loadAll(Collection<UUID> ids) {
                Map<UUID, StoredOrder> found = new LinkedHashMap<>();
                ids.forEach(id -> found.put(id, order(id)));
                if (race != null && database.isOpen() && world.chaos().strikes(Fault.RACE)) {
                    database.inBetween(race);
                }
                return found;
            }

            @Override
            public void append(List<OrderChange> changes) {
                database.requireOpen();
                changes.forEach(change -> add(change, checked));
            }

            @Override
            public List<RecordedEvent> history(OrderId id, long after, int limit) {
                return streams.getOrDefault(id.value(), List.of()).stream()
                        .filter(event -> event.version() > after)
                        .limit(limit)
                        .toList();
            }

            @Override
            public StoredOrder asOf(OrderId id, Instant moment) {
                throw new UnsupportedOperationException("nobody looks back here");
            }

            @Override
            public Page page(UUID after, int limit) {
                throw new UnsupportedOperationException("nobody pages here");
            }
        };
    }

    private void add(OrderChange change, boolean checked) {
        UUID id = change.id().value();
        List<RecordedEvent> stream = streams.getOrDefault(id, List.of());
        if (checked && change.version() != stream.size() + 1) {
            throw new ConflictException("the stream has moved to " + stream.size());
        }
        if (hasEnded(order(id))) {
            throw new Violation(
                    Invariant.I1_FINAL,
                    world.shortName(id.toString()) + " has ended and records "
                            + change.event().getClass().getSimpleName());
        }
        List<RecordedEvent> longer = new ArrayList<>(stream);
        longer.add(
                new RecordedEvent(stream.size() + 1, change.event().getClass().getSimpleName(), change.event()));
        database.put(streams, id, longer);
    }

    @Override
    public List<OrderId> claimStale(Instant placedBefore, Instant announcedBefore, Instant now, int maxOrders) {
        List<OrderId> claimed = new ArrayList<>();
        for (UUID id : streams.keySet()) {
            StoredOrder order = order(id);
            if (!hasEnded(order)
                    && order.id().time().isBefore(placedBefore)
                    && announced.getOrDefault(id, Instant.MIN).isBefore(announcedBefore)) {
                database.put(announced, id, now);
                claimed.add(order.id());
            }
        }
        return claimed;
    }
}
