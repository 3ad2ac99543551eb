package dev.bulwark.gateway;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.bulwark.platform.core.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs 5xx answers, at most one a second per route: during an outage, a line for each would make it worse. The meters count every one.
 */
@Component
final class FailureLog {

    private static final long QUIET_MILLIS = 1_000;
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    private final Map<String, AtomicLong> lastLoggedMillis = new ConcurrentHashMap<>();
    private final Clock clock;

    FailureLog(Clock clock) {
        this.clock = clock;
    }

    void failed(String route, String correlationId, Problem problem, Throwable failure) {
        AtomicLong last = lastLoggedMillis.computeIfAbsent(route, id -> new AtomicLong());
        long now = clock.millis();
        long before = last.get();
        if (now - before < QUIET_MILLIS || !last.compareAndSet(before, now)) {
            return;
        }
        if (problem.status() == 500) {
            log.error("Route {} answered 500 (correlation {})", route, correlationId, failure);
            return;
        }
        log.warn(
                "Route {} answered {} {} ({}; correlation {}); the gateway does not retry, and logs no other failure of this route for a second",
                route,
                problem.status(),
                problem.slug(),
                failure.toString(),
                correlationId);
    }
}
