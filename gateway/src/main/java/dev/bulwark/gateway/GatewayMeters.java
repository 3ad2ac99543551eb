package dev.bulwark.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/**
 * Times requests by route and status. The timers are looked up by array index, because an observation per request would cost as much as
 * the whole admission.
 */
@Component
public final class GatewayMeters {

    /** The names of this module's meters. */
    enum Name {
        REQUESTS("bulwark.gateway.requests");

        private final String text;

        Name(String text) {
            this.text = text;
        }
    }

    /** Stands for the route of a request that matches none. */
    static final String NO_ROUTE = "none";

    private static final int STATUSES = 600;

    /** Around the service levels promised: 60 ms to confirm an order, 5 s for a request. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<String, AtomicReferenceArray<Timer>> timers = new ConcurrentHashMap<>();

    GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param route the route's id, or {@link #NO_ROUTE}
     * @param status as it was sent; 499 when the caller closed the connection first
     */
    void record(String route, int status, long nanos) {
        AtomicReferenceArray<Timer> byStatus =
                timers.computeIfAbsent(route, id -> new AtomicReferenceArray<>(STATUSES));
        int index = Math.clamp(status, 0, STATUSES - 1);
        Timer timer = byStatus.get(index);
        if (timer == null) {
            // Registering twice gives the same timer.
            timer = timer(route, index);
            byStatus.set(index, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a request that was refused before it reached the filter; how long that took isn't known there. */
    public void refused(int status) {
        record(NO_ROUTE, status, 0);
    }

    private Timer timer(String route, int status) {
        return Timer.builder(Name.REQUESTS.text)
                .description("Requests through the gateway, errors included")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
