package dev.bulwark.platform.intent;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;

/** The circuit breaker in front of an outside dependency. */
final class Breakers {

    /**
     * By count, for that reacts within a blink under load, and by time only after half the window. Every call that fails before the breaker opens is
     * made again, so the window is as short as can be without opening at a quarter of failures, which retries cope with: then 25 of 50 fail about once
     * in eight thousand windows, 10 of 20 once in seventy.
     */
    private static final int WINDOW_CALLS = 50;

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
