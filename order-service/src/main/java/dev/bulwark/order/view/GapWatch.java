package dev.bulwark.order.view;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.order.OrderMeter;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.domain.OrderId;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds events that wait too long for their predecessor, and has the missing events of orders announced again from the log.
 *
 * <p>Each source has its own share of every run, a new gap comes before an old one, and a gap that does not close is asked about ever
 * less often. Each gap is counted once and logged once. Limit: payment-service and shipping-service cannot be asked; until the order's
 * own events arrive, the document lacks their progress.
 */
class GapWatch {

    private static final Logger log = LoggerFactory.getLogger(GapWatch.class);

    private final HeldTable held;
    private final ViewTable table;
    private final OrderRepublisher republisher;
    private final ViewProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;

    GapWatch(
            HeldTable held,
            ViewTable table,
            OrderRepublisher republisher,
            ViewProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.held = held;
        this.table = table;
        this.republisher = republisher;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
    }

    /** One run: returns the gaps that were due. */
    List<HeldTable.Gap> look() {
        List<HeldTable.Gap> due = new ArrayList<>();
        for (ViewSource source : ViewSource.values()) {
            List<HeldTable.Gap> gaps = held.claimGaps(source, clock.instant(), properties);
            List<HeldTable.Gap> fresh =
                    gaps.stream().filter(HeldTable.Gap::isNew).toList();
            if (!fresh.isEmpty()) {
                OrderMeter.VIEW_GAPS.counter(meters, source.key()).increment(fresh.size());
                log.warn(
                        "The view misses events on {} for {} orders, the first {} before version {}: holds the later events{}",
                        source.topic(),
                        fresh.size(),
                        fresh.getFirst().orderId(),
                        fresh.getFirst().heldVersion(),
                        source == ViewSource.ORDER ? ", announces the missing ones again from the log" : "");
            }
            if (source == ViewSource.ORDER) {
                republish(gaps);
            }
            due.addAll(gaps);
        }
        return due;
    }

    private void republish(List<HeldTable.Gap> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        List<UUID> ids = gaps.stream().map(HeldTable.Gap::orderId).toList();
        Map<UUID, Long> known = table.versions(ViewSource.ORDER, ids);
        int events = 0;
        for (UUID id : ids) {
            events += republisher.republish(new OrderId(id), known.getOrDefault(id, 0L));
        }
        log.debug("Announced {} events of {} orders again for the view", events, gaps.size());
    }
}
