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
 * Reminds the saga of orders that stay pending: a lost announcement must not mean a lost order.
 *
 * <p>A reminder repeats the order's events under new message ids; a saga that is at work already absorbs it. Limit: it can't help an order
 * whose saga is stuck; those are reminded every few minutes and wait for an operator.
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

    /** One look: returns the orders it announced again, in one transaction. */
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
                "{} orders were pending for more than {}: announced again, next reminder in {}; the first is {}",
                stale.size(),
                properties.after(),
                properties.after(),
                stale.getFirst());
        return stale;
    }
}
