package dev.bulwark.order.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.Incoming;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.Orders;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventStoreIT extends OrderServiceTestBase {

    @Autowired
    EventStore store;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final OrderId id = OrderId.forCustomer(Incoming.id(), "alice");

    @Test
    void whatIsAppendedIsLoaded() {
        StoredOrder confirmed = append(append(StoredOrder.absent(id), placed(Orders.NOW)), Orders.CONFIRMED);
        assertThat(store.load(id)).isEqualTo(confirmed);
        assertThat(store.load(new OrderId(Incoming.id())).version()).isZero();
    }

    @Test
    void theSecondWriterOfAVersionLosesAndNothingOfItStays() {
        StoredOrder pending = append(StoredOrder.absent(id), placed(Orders.NOW));
        OrderId other = new OrderId(Incoming.id());
        append(pending, Orders.CANCEL_REQUESTED);
        assertThatThrownBy(() -> appendAll(List.of(
                        change(StoredOrder.absent(other), placed(Orders.NOW)), change(pending, Orders.CONFIRMED))))
                .isInstanceOf(ConflictException.class);
        assertThat(store.load(id).state()).isInstanceOf(OrderState.CancelRequested.class);
        assertThat(store.load(other).version()).isZero();
        assertThatThrownBy(() -> append(StoredOrder.absent(id), placed(Orders.NOW)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aLongStreamIsReadFromItsSnapshot() {
        StoredOrder order = append(StoredOrder.absent(id), placed(Orders.NOW));
        List<OrderChange> changes = new ArrayList<>();
        for (int version = 2; version <= 205; version++) {
            OrderChange change = change(order, new OrderEvent.CancelRequested(null, Orders.NOW.plusSeconds(version)));
            changes.add(change);
            order = change.stored();
        }
        appendAll(changes);
        assertThat(jdbc.queryForObject("SELECT version FROM order_snapshot WHERE stream = ?", Long.class, id.value()))
                .isEqualTo(200);
        jdbc.update("DELETE FROM order_event WHERE stream = ? AND version <= 200", id.value());
        assertThat(store.load(id)).isEqualTo(order);
        jdbc.update("UPDATE order_snapshot SET schema_version = 0 WHERE stream = ?", id.value());
        assertThatThrownBy(() -> store.load(id)).hasMessageContaining("lacks version 1");
    }

    @Test
    void theStreamEndsExactlyAtASnapshot() {
        StoredOrder order = append(StoredOrder.absent(id), placed(Orders.NOW));
        List<OrderChange> changes = new ArrayList<>();
        for (int version = 2; version <= 100; version++) {
            OrderChange change = change(order, new OrderEvent.CancelRequested(null, Orders.LATER));
            changes.add(change);
            order = change.stored();
        }
        appendAll(changes);
        assertThat(store.load(id)).isEqualTo(order);
        assertThat(append(order, Orders.CANCELLED)).isEqualTo(store.load(id));
    }

    @Test
    void theOrderAsItStood() {
        StoredOrder pending = append(StoredOrder.absent(id), placed(Orders.NOW));
        append(pending, Orders.CONFIRMED);
        assertThat(store.asOf(id, Orders.NOW.minusMillis(1)).version()).isZero();
        assertThat(store.asOf(id, Orders.NOW)).isEqualTo(pending);
        assertThat(store.asOf(id, Orders.LATER).version()).isEqualTo(2);
    }

    /** Two instances write one stream by clocks of their own: the later version may be dated earlier. */
    @Test
    void anEventDatedBeforeItsPredecessorCountsFromItsPredecessorOn() {
        StoredOrder pending = append(StoredOrder.absent(id), placed(Orders.NOW));
        StoredOrder asked = append(pending, new OrderEvent.CancelRequested(null, Orders.NOW.minusMillis(50)));
        StoredOrder cancelled = append(asked, new OrderEvent.Cancelled(null, null, Orders.NOW.plusMillis(10)));
        assertThat(store.asOf(id, Orders.NOW.minusMillis(50)).version()).isZero();
        assertThat(store.asOf(id, Orders.NOW.minusMillis(1)).version()).isZero();
        assertThat(store.asOf(id, Orders.NOW)).isEqualTo(asked);
        assertThat(store.asOf(id, Orders.NOW.plusMillis(9))).isEqualTo(asked);
        assertThat(store.asOf(id, Orders.NOW.plusMillis(10))).isEqualTo(cancelled);
    }

    @Test
    void pagesHoldEveryOrderOnce() {
        List<UUID> ids = new ArrayList<>();
        UUID before = Incoming.id();
        for (int i = 0; i < 7; i++) {
            OrderId next = new OrderId(new UUID(before.getMostSignificantBits() + (1L << 20) * (i + 1), -1));
            StoredOrder pending = append(StoredOrder.absent(next), placed(Orders.NOW));
            append(pending, Orders.REJECTED);
            ids.add(next.value());
        }
        List<UUID> seen = new ArrayList<>();
        UUID after = before;
        while (after != null && seen.size() < 1_000) {
            EventStore.Page page = store.page(after, 3);
            page.orders().forEach(order -> seen.add(order.id().value()));
            assertThat(page.orders().size()).isLessThanOrEqualTo(3);
            after = page.next();
        }
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(ids);
    }

    @Test
    void aStreamThatLacksAVersionIsToldApartAndHidesNothingElse() {
        UUID before = Incoming.id();
        OrderId broken = new OrderId(new UUID(before.getMostSignificantBits() + (1L << 20), -1));
        OrderId sound = new OrderId(new UUID(before.getMostSignificantBits() + (1L << 21), -1));
        StoredOrder pending = append(StoredOrder.absent(broken), placed(Orders.NOW));
        append(append(pending, Orders.CANCEL_REQUESTED), Orders.CANCELLED);
        append(StoredOrder.absent(sound), placed(Orders.NOW));
        jdbc.update("DELETE FROM order_event WHERE stream = ? AND version = 2", broken.value());

        EventStore.Page first = store.page(before, 1);
        assertThat(first.orders()).isEmpty();
        assertThat(first.broken()).containsExactly(new EventStore.Broken(broken.value(), 2));
        assertThat(first.next()).isEqualTo(broken.value());
        assertThat(store.page(broken.value(), 1).orders())
                .extracting(StoredOrder::id)
                .containsExactly(sound);
        jdbc.update("DELETE FROM order_event WHERE stream = ?", broken.value());
    }

    private OrderEvent.Placed placed(Instant at) {
        return new OrderEvent.Placed(id, "alice", Orders.LINES, Orders.PLACED.total(), "pm_card_ok", Orders.SEALED, at);
    }

    private static OrderChange change(StoredOrder order, OrderEvent event) {
        return new OrderChange(order.id(), order.version() + 1, event, OrderDecider.evolve(order.state(), event), null);
    }

    private StoredOrder append(StoredOrder order, OrderEvent event) {
        OrderChange change = change(order, event);
        appendAll(List.of(change));
        return change.stored();
    }

    private void appendAll(List<OrderChange> changes) {
        transaction.executeWithoutResult(status -> store.append(changes));
    }
}
