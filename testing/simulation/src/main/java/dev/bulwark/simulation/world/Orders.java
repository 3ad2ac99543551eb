package dev.bulwark.simulation.world;

import java.time.Duration;
import java.util.List;

import dev.bulwark.order.OrderAnnouncements;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.cancellation.OrderCancellation;
import dev.bulwark.order.domain.Decision;
import dev.bulwark.order.domain.OrderCommand;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.order.messaging.OrderMessages;
import dev.bulwark.order.watchdog.OrderWatchdog;
import dev.bulwark.order.watchdog.WatchdogProperties;
import org.springframework.dao.DataAccessException;

/** A process of the order-service: commands, customers' requests, the watchdog. */
final class Orders {

    private static final int WATCHDOG_MILLIS = 15_000;

    private final ServiceProcess process;
    private final EventStore store;
    private final OrderAnnouncements announcements;
    private final OrderCancellation cancellation;
    private final OrderWatchdog watchdog;
    private final Activity watching;

    Orders(Node node, Service service, EventTable table) {
        process = new ServiceProcess(node, service);
        store = node.world().mutation().events(table.store(true), table.store(false));
        announcements = OrderMessages.announcements(process.outbox, process.messages);
        cancellation = new OrderCancellation(store, announcements, node.clock);
        OrderRepublisher republisher = new OrderRepublisher(store, announcements, process.transactions);
        watchdog = new OrderWatchdog(
                table,
                republisher,
                process.transactions,
                node.clock,
                new WatchdogProperties(Duration.ofMinutes(3), Duration.ofMillis(WATCHDOG_MILLIS), 200),
                World.METERS);
        watching = new Activity(node, this::remind);
        process.listen(OrderMessages.commands(store, process.outbox, process.messages, node.clock, World.METERS));
        watching.wake(WATCHDOG_MILLIS);
    }

    private void remind() {
        try {
            watchdog.remind();
        } catch (DataAccessException away) {
            // the next look comes all the same
        }
        watching.wake(WATCHDOG_MILLIS);
    }

    ServiceProcess process() {
        return process;
    }

    /** What the HTTP request for a new order comes to, after pricing and sealing. */
    void place(OrderCommand.Place command) {
        process.transactions.executeWithoutResult(status -> {
            StoredOrder absent = StoredOrder.absent(command.orderId());
            if (!(absent.decide(command) instanceof Decision.Accepted accepted)) {
                throw new IllegalStateException("a new order must be accepted");
            }
            OrderChange change = absent.change(accepted, null);
            store.append(List.of(change));
            announcements.announce(List.of(change));
        });
    }

    void cancel(OrderId id, String customer) {
        process.transactions.executeWithoutResult(status -> cancellation.request(id, customer, null));
    }
}
