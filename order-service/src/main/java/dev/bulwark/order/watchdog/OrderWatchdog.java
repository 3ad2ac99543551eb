package dev.bulwark.order.watchdog;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.bulwark.order.OrderMeter;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.log.OpenOrders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Announces orders again that stay pending, so that a lost announcement does not lose an order.
 *
 * <p>The order's events are repeated under new message ids; a saga that has started ignores them. Limit: this does not help an order whose
 * saga is stuck. Such an order is announced every few minutes until an operator intervenes.
 */
@Component
public class OrderWatchdog {

    private static final Logger log = LoggerFactory.getLogger(OrderWatchdog.class);

    private final OpenOrders openOrders;
    private final OrderRepublisher republisher;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final WatchdogProperties properties;
    private final Counter republished;

    public OrderWatchdog(
            OpenOrders openOrders,
            OrderRepublisher republisher,
            TransactionOperations transaction,
            Clock clock,
            WatchdogProperties properties,
            MeterRegistry meters) {
        this.openOrders = openOrders;
        this.republisher = republisher;
        this.transaction = transaction;
        this.clock = clock;
        this.properties = properties;
        this.republished = OrderMeter.REPUBLISHED.counter(meters, "watchdog");
    }

    /** Runs once, in one transaction, and returns the orders that it announced again. */
    public List<OrderId> remind() {
        List<OrderId> stale = transaction.execute(status -> {
            Instant now = clock.instant();
            Instant before = now.minus(properties.after());
            List<OrderId> claimed = openOrders.claimStale(before, before, now, properties.maxOrders());
            claimed.forEach(id -> republisher.republish(id, 0));
            return claimed;
        });
        if (stale == null || stale.isEmpty()) {
            return List.of();
        }
        republished.increment(stale.size());
        log.warn(
                "{} orders were pending for more than {}: announced them again, next time in {}; the first is {}",
                stale.size(),
                properties.after(),
                properties.after(),
                stale.getFirst());
        return stale;
    }
}
