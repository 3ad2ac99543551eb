package dev.bulwark.platform.calls.intent;

import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** The meters of one dispatcher, tagged with its name. */
final class IntentMeters {

    private final Timer answered;
    private final Timer failed;
    private final Timer rejected;
    private final Counter retries;
    private final Counter budgetSpent;
    private final Counter givenUp;
    private final Counter faults;
    private final DistributionSummary batch;

    private final MeterRegistry registry;
    private final Tags tags;

    IntentMeters(MeterRegistry registry, String name) {
        this.registry = registry;
        this.tags = Tags.of("outside", name);
        answered = registry.timer("bulwark.intent.calls", tags.and("result", "answered"));
        failed = registry.timer("bulwark.intent.calls", tags.and("result", "failed"));
        rejected = registry.timer("bulwark.intent.calls", tags.and("result", "rejected"));
        retries = registry.counter("bulwark.intent.retries", tags);
        budgetSpent = registry.counter("bulwark.intent.retry.budget.spent", tags);
        givenUp = registry.counter("bulwark.intent.given.up", tags);
        faults = registry.counter("bulwark.intent.outcome.faults", tags);
        batch = DistributionSummary.builder("bulwark.intent.outcome.batch")
                .tags(tags)
                .register(registry);
    }

    /** Shows how things stand, beside what is counted. */
    void watch(OpenIntents<?> open, Bulkhead slots, OutsideBreaker breaker) {
        Gauge.builder("bulwark.intent.open", open, OpenIntents::size).tags(tags).register(registry);
        Gauge.builder("bulwark.intent.calls.active", slots, Bulkhead::inFlight)
                .tags(tags)
                .register(registry);
        Gauge.builder("bulwark.intent.calls.slow", slots, Bulkhead::slow)
                .tags(tags)
                .register(registry);
        for (CircuitBreaker.State state : new CircuitBreaker.State[] {
            CircuitBreaker.State.CLOSED, CircuitBreaker.State.OPEN, CircuitBreaker.State.HALF_OPEN
        }) {
            Gauge.builder("bulwark.breaker.state", breaker, b -> b.state() == state ? 1 : 0)
                    .tags(tags.and("state", state.name()))
                    .register(registry);
        }
    }

    void answered(long nanos) {
        answered.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos) {
        failed.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Failed too, but not for waiting to mend: credentials, URL or format are wrong. */
    void rejected(long nanos) {
        rejected.record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried() {
        retries.increment();
    }

    void budgetSpent() {
        budgetSpent.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    void written(int outcomes) {
        batch.record(outcomes);
    }

    void fault() {
        faults.increment();
    }
}
