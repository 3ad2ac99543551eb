package dev.bulwark.platform.calls.intent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker in front of an outside dependency: Resilience4j's, which opens by rates, and two rules of ours for the moments that rates miss.
 *
 * <p>Every call that fails is made again, so what counts is how few fail before it opens. An outside that dies is told from one that fails now and
 * then by ten failures in a row. One that has just come back finds everything that has piled up: so a breaker that closes lets few calls be
 * under way at once, until it has seen enough of them to open again by rate.
 */
final class OutsideBreaker {

    private static final Logger log = LoggerFactory.getLogger(OutsideBreaker.class);

    /**
     * By count, for that reacts within a blink under load, and by time only after half the window. As short as can be where a tenth of the calls
     * fails, which is what the {@link RetryBudget} can make up for: a window of 30 is never half full of failures then, one of 20 about once in
     * three hundred thousand calls.
     */
    private static final int WINDOW_CALLS = 30;

    private static final float FAILURE_PERCENT = 50;
    /** Below that a few unlucky calls say nothing; more would fail of what had piled up, if the outside isn't well yet. */
    private static final int MINIMUM_CALLS = 10;
    /** With half of the calls failing that comes once in two thousand of them, with a quarter once in a million. */
    private static final int FAILURES_IN_A_ROW = 10;
    /** Slower than the slowest answer that still is one, sooner than the time-out. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    private static final float SLOW_PERCENT = 80;
    /** With waits of 1, 2, 4, 5, 5 … s, an outage of 30 s sees at most 16 probes. */
    private static final int PROBES = 2;
    /** Of what has piled up, until the minimum has returned. */
    private static final int FIRST_AT_ONCE = 4;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** A probe that never comes back must not hold the breaker half open for ever. */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(10);

    private final String name;
    private final CircuitBreaker breaker;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicInteger callsSinceClosed = new AtomicInteger();
    private volatile boolean startsSlowly;
    private volatile String lastFailure = "none";

    OutsideBreaker(String name) {
        this.name = name;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW_CALLS, MINIMUM_CALLS, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILURE_PERCENT)
                        .slowCallDurationThreshold(SLOW)
                        .slowCallRateThreshold(SLOW_PERCENT)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .maxWaitDurationInHalfOpenState(LONGEST_PROBE)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(FIRST_WAIT, 2.0, LONGEST_WAIT))
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> wentTo(event.getStateTransition().getToState()));
    }

    private void wentTo(State state) {
        callsSinceClosed.set(0);
        startsSlowly = state == State.CLOSED;
        if (state == State.OPEN) {
            CircuitBreaker.Metrics calls = breaker.getMetrics();
            log.warn(
                    "The breaker of {} opens: of its last {} calls {} failed, {} in a row, and {} were slow; last failure: {}",
                    name,
                    calls.getNumberOfBufferedCalls(),
                    calls.getNumberOfFailedCalls(),
                    failuresInARow,
                    calls.getNumberOfSlowCalls(),
                    lastFailure);
        } else {
            log.warn("The breaker of {} is {}", name, state);
        }
    }

    State state() {
        return breaker.getState();
    }

    /** Whether a call may be made now; then {@link #answered}, {@link #failed} or {@link #abandoned} has to follow. For one thread. */
    boolean allows() {
        if ((startsSlowly && startIsFull()) || !breaker.tryAcquirePermission()) {
            return false;
        }
        callsSinceClosed.incrementAndGet();
        return true;
    }

    private boolean startIsFull() {
        int returned = breaker.getMetrics().getNumberOfBufferedCalls();
        if (returned >= MINIMUM_CALLS) {
            startsSlowly = false;
            return false;
        }
        return callsSinceClosed.get() - returned >= FIRST_AT_ONCE;
    }

    void answered(long nanos) {
        failuresInARow.set(0);
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    /** One at a time: if the row and the rate opened it at the same moment, that would count as twice, and its first wait be the second. */
    synchronized void failed(long nanos, String reason) {
        lastFailure = reason;
        int inARow = failuresInARow.incrementAndGet();
        breaker.onError(nanos, TimeUnit.NANOSECONDS, new UnansweredException(reason));
        if (inARow == FAILURES_IN_A_ROW && breaker.getState() == State.CLOSED) {
            breaker.transitionToOpenState();
        }
    }

    /** The call came to nothing, by no fault of the outside. */
    void abandoned() {
        breaker.releasePermission();
    }

    /** Only a name for the breaker's books. */
    private static final class UnansweredException extends RuntimeException {
        private UnansweredException(String reason) {
            super(reason, null, false, false);
        }
    }
}
