package dev.bulwark.order.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import org.jspecify.annotations.Nullable;

/** The event log of every order: the source of truth. */
public interface EventStore {

    /** The newest state, or {@link StoredOrder#absent}. */
    StoredOrder load(OrderId id);

    /** The newest state of many, in one statement; an id without a stream maps to {@link StoredOrder#absent}. */
    Map<UUID, StoredOrder> loadAll(Collection<UUID> ids);

    /**
     * Records the changes in the caller's transaction, in one statement: all of them or none.
     *
     * <p>The rows of a stream's new versions are locked from here to the commit, so whatever goes into the outbox afterwards
     * follows the order of commits.
     *
     * @throws dev.bulwark.platform.messaging.inbox.ConflictException if a stream has moved meanwhile; the caller decides again on fresh state
     */
    void append(List<OrderChange> changes);

    /** Every event of an order with a version above {@code after}, oldest first, at most {@code limit}. */
    List<RecordedEvent> history(OrderId id, long after, int limit);

    /**
     * The order as it stood at a moment, or {@link StoredOrder#absent} if that was before it was placed. An event that its writer dated
     * before its predecessor counts from its predecessor's moment on.
     */
    StoredOrder asOf(OrderId id, Instant moment);

    /** The orders with an id above {@code after}, in the order of ids, {@code limit} streams at most. */
    Page page(UUID after, int limit);

    /**
     * Orders in the order of ids.
     *
     * @param broken streams that lack a version: the state of their orders is unknown
     * @param next the {@code after} of the page that follows; null on the last
     */
    record Page(
            List<StoredOrder> orders,
            List<Broken> broken,
            @Nullable UUID next) {}

    /** @param lacks the first version that is missing */
    record Broken(UUID orderId, long lacks) {}
}
