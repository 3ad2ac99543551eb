package dev.bulwark.platform.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** The meters of one consumer. */
final class BatchMeters {

    private final DistributionSummary batch;
    private final Counter repeated;
    private final Counter conflicts;
    private final Counter parked;

    BatchMeters(MeterRegistry registry, String consumer) {
        Tags tags = Tags.of("consumer", consumer);
        this.batch =
                DistributionSummary.builder("bulwark.inbox.batch").tags(tags).register(registry);
        this.repeated = registry.counter("bulwark.inbox.repeated", tags);
        this.conflicts = registry.counter("bulwark.inbox.conflicts", tags);
        this.parked = registry.counter("bulwark.deadletter.parked", tags);
    }

    void handled(int messages) {
        batch.record(messages);
    }

    void repeated(int messages) {
        repeated.increment(messages);
    }

    void conflict() {
        conflicts.increment();
    }

    void parked(int messages) {
        parked.increment(messages);
    }
}
