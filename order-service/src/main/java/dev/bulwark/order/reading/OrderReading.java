package dev.bulwark.order.reading;

import java.time.Instant;
import java.util.List;

import dev.bulwark.order.OrderMeter;
import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.RecordedEvent;
import dev.bulwark.order.view.OrderDocument;
import dev.bulwark.order.view.OrderView;
import dev.bulwark.platform.core.deadline.Deadline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads orders from the view, or from the log where the view lacks them, is behind the requested version, or is unavailable.
 *
 * <p>A customer sees only their own orders; another customer's order is reported as missing.
 */
@Component
public class OrderReading {

    private static final Logger log = LoggerFactory.getLogger(OrderReading.class);

    private static final String VIEW = "view";
    private static final String LOG = "log";

    /** Kept back of a deadline, for reading the log. */
    private static final long LOG_RESERVE_MILLIS = 200;

    private final OrderView view;
    private final EventStore store;
    private final ReadProperties properties;
    private final Counter fromView;
    private final Counter fromLog;

    OrderReading(OrderView view, EventStore store, ReadProperties properties, MeterRegistry meters) {
        this.view = view;
        this.store = store;
        this.properties = properties;
        this.fromView = OrderMeter.READS.counter(meters, VIEW);
        this.fromLog = OrderMeter.READS.counter(meters, LOG);
    }

    /** @param source {@code view} or {@code log} */
    public record Found(OrderDocument document, String source) {}

    /** The order, at least as new as {@code atLeast} (a version of its stream), or null. */
    public @Nullable Found read(OrderId id, String customerId, long atLeast) {
        OrderDocument seen = fromView(id, atLeast);
        Found found = seen != null ? new Found(seen, VIEW) : fromLog(OrderDocument.of(store.load(id)));
        return owned(found, customerId);
    }

    /** The order as it stood at a moment, from the log, or null if it wasn't there. */
    public @Nullable Found asOf(OrderId id, String customerId, Instant moment) {
        return owned(fromLog(OrderDocument.of(store.asOf(id, moment))), customerId);
    }

    /**
     * The order as its customer placed it, from the log: the content of the first answer.
     *
     * @throws IllegalStateException if the log does not have it
     */
    public OrderDocument asPlaced(OrderId id) {
        List<RecordedEvent> first = store.history(id, 0, 1);
        if (first.isEmpty()) {
            throw new IllegalStateException("the log lacks order " + id);
        }
        OrderState.Existing placed =
                OrderDecider.evolve(OrderDecider.initial(), first.getFirst().event());
        return OrderDocument.of(id, placed, 1);
    }

    /** Everything that happened to the order, oldest first; empty if there is none of this customer. */
    public List<RecordedEvent> events(OrderId id, String customerId, int limit) {
        return owned(fromLog(OrderDocument.of(store.load(id))), customerId) == null
                ? List.of()
                : store.history(id, 0, limit);
    }

    private static @Nullable Found fromLog(@Nullable OrderDocument document) {
        return document == null ? null : new Found(document, LOG);
    }

    private @Nullable Found owned(@Nullable Found found, String customerId) {
        if (found == null || !found.document().customerId().equals(customerId)) {
            return null;
        }
        (found.source().equals(VIEW) ? fromView : fromLog).increment();
        return found;
    }

    /** Null where the log must be read. Without a version to wait for, the view is read once. */
    private @Nullable OrderDocument fromView(OrderId id, long atLeast) {
        long longest = atLeast > 0 ? longestWaitMillis() : 0;
        long started = System.nanoTime();
        try {
            while (true) {
                OrderDocument document = view.find(id);
                if (document != null && document.version() >= atLeast) {
                    return document;
                }
                if ((System.nanoTime() - started) / 1_000_000 >= longest) {
                    return null;
                }
                Thread.sleep(properties.pollInterval());
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The order view can't be read, order {} comes from the log: {}", id, e.getMessage());
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private long longestWaitMillis() {
        Deadline deadline = Deadline.current();
        long most = properties.viewWait().toMillis();
        return deadline == null ? most : Math.min(most, deadline.remainingMillis() - LOG_RESERVE_MILLIS);
    }
}
