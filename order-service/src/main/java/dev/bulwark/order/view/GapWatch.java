package dev.bulwark.order.view;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.order.OrderMeter;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.platform.core.background.Periodic;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the owner for events that don't come. The order's own are announced again from the log, from the first missing one on.
 *
 * <p>Limit: payment-service and shipping-service can't be asked yet; their gaps are counted and logged, and the document misses
 * their progress until the order's own events tell how it ended.
 */
class GapWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GapWatch.class);

    private final HeldTable held;
    private final ViewTable table;
    private final OrderRepublisher republisher;
    private final ViewProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Periodic periodic;

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
        this.periodic = new Periodic("order-view-gaps", properties.gapInterval(), this::look);
    }

    @Override
    public void start() {
        periodic.start();
    }

    @Override
    public void stop() {
        periodic.stop();
    }

    @Override
    public boolean isRunning() {
        return periodic.isRunning();
    }

    /** One look: returns the gaps it found old enough. */
    List<HeldTable.Gap> look() {
        List<HeldTable.Gap> gaps = held.claimGaps(clock.instant(), properties.gapAfter(), properties.maxGaps());
        Map<ViewSource, List<HeldTable.Gap>> bySource =
                gaps.stream().collect(Collectors.groupingBy(HeldTable.Gap::source));
        bySource.forEach((source, some) -> {
            OrderMeter.VIEW_GAPS.counter(meters, source.key()).increment(some.size());
            if (source == ViewSource.ORDER) {
                republish(some);
            } else {
                log.warn(
                        "The view misses events on {} for {} orders, the first {} before version {}: held until they come",
                        source.topic(),
                        some.size(),
                        some.getFirst().orderId(),
                        some.getFirst().heldVersion());
            }
        });
        return gaps;
    }

    private void republish(List<HeldTable.Gap> gaps) {
        List<UUID> ids = gaps.stream().map(HeldTable.Gap::orderId).toList();
        Map<UUID, Long> known = table.versions(ViewSource.ORDER, ids);
        int events = 0;
        for (UUID id : ids) {
            events += republisher.republish(new OrderId(id), known.getOrDefault(id, 0L));
        }
        log.warn(
                "The view misses events of {} orders, the first {}: {} events announced again from the log, next look at them in {}",
                gaps.size(),
                gaps.getFirst().orderId(),
                events,
                properties.gapAfter());
    }
}
