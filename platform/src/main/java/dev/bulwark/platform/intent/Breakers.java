package dev.bulwark.platform.intent;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;

/** The circuit breaker in front of an outside dependency. */
final class Breakers {

    /** Half of the last hundred calls; a window by count reacts within a blink under load, one by time only after half its length. */
    private static final int WINDOW_CALLS = 100;

    private static final float FAILURE_PERCENT = 50;
    /** Below that a few unlucky calls say nothing. */
    private static final int MINIMUM_CALLS = 20;
    /** Slower than the slowest answer that still is one, sooner than the time-out. */
    private static final Duration SLOW = Duration.ofSeconds(3);

    private static final float SLOW_PERCENT = 80;
    /** With waits of 1, 2, 4, 5, 5 … s, an outage of 30 s sees at most 16 probes. */
    private static final int PROBES = 2;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** A probe that never comes back must not hold the breaker half open for ever. */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(10);

    private Breakers() {}

    static CircuitBreaker forOutside(String name) {
        return CircuitBreaker.of(
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
    }
}
