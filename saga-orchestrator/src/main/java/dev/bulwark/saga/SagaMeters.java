package dev.bulwark.saga;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Intervention;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is counted of sagas. Meters are looked up once, for looking one up costs more than counting. */
public final class SagaMeters {

    private final Counter started;
    private final Map<Phase, Timer> ended = new EnumMap<>(Phase.class);
    private final Map<Phase, Timer> answered = new EnumMap<>(Phase.class);
    private final Map<Phase, Counter> resent = new EnumMap<>(Phase.class);
    private final Map<Decision.Kind, Counter> ignored = new EnumMap<>(Decision.Kind.class);
    private final Map<Intervention, Counter> interventions = new EnumMap<>(Intervention.class);
    private final Counter parked;
    private final Counter unanswered;
    private final AtomicLong open;
    private final AtomicLong stuck;

    public SagaMeters(MeterRegistry registry) {
        started = registry.counter(SagaMeter.STARTED.meterName());
        for (Phase phase : Phase.values()) {
            String tag = phase.name().toLowerCase(java.util.Locale.ROOT);
            if (phase.isOpen()) {
                answered.put(phase, SagaMeter.PHASE.timer(registry, tag));
                resent.put(phase, SagaMeter.RESENT.counter(registry, tag));
            } else if (phase.direction() == Phase.Direction.END) {
                ended.put(phase, SagaMeter.ENDED.timer(registry, tag));
            }
        }
        ignored.put(Decision.Kind.LATE, SagaMeter.IGNORED.counter(registry, "late"));
        ignored.put(Decision.Kind.UNEXPECTED, SagaMeter.IGNORED.counter(registry, "unexpected"));
        for (Intervention intervention : Intervention.values()) {
            String tag = intervention.name().toLowerCase(java.util.Locale.ROOT);
            interventions.put(intervention, SagaMeter.INTERVENTIONS.counter(registry, tag));
        }
        parked = SagaMeter.BECAME_STUCK.counter(registry, "parked");
        unanswered = SagaMeter.BECAME_STUCK.counter(registry, "unanswered");
        open = SagaMeter.OPEN.gauge(registry);
        stuck = SagaMeter.STUCK.gauge(registry);
    }

    void started() {
        started.increment();
    }

    void ended(Phase phase, Duration lived) {
        Timer timer = ended.get(phase);
        if (timer != null) {
            timer.record(lived);
        }
    }

    void answered(Phase phase, Duration asked) {
        Timer timer = answered.get(phase);
        if (timer != null) {
            timer.record(asked);
        }
    }

    void resent(Phase phase) {
        Counter counter = resent.get(phase);
        if (counter != null) {
            counter.increment();
        }
    }

    void ignored(Decision.Kind kind) {
        Counter counter = ignored.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    void stuck(Trigger trigger) {
        (trigger == Trigger.COMMAND_PARKED ? parked : unanswered).increment();
    }

    void intervened(Intervention what) {
        Counter counter = interventions.get(what);
        if (counter != null) {
            counter.increment();
        }
    }

    void census(SagaStore.Census census) {
        open.set(census.open());
        stuck.set(census.stuck());
    }
}
