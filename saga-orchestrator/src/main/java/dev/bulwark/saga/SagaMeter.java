package dev.bulwark.saga;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Every meter of this module with its one tag, if it has one; Prometheus turns the dots into underscores. */
enum SagaMeter {
    STARTED("bulwark.saga.started", ""),
    /** From the beginning to the end. {@code outcome}: {@code confirmed|rejected|cancelled}. */
    ENDED("bulwark.saga.ended", "outcome"),
    /** From a command's first sending to the answer, or to giving up. {@code phase}: an open phase. */
    PHASE("bulwark.saga.phase", "phase"),
    RESENT("bulwark.saga.resent", "phase"),
    /** {@code reason}: {@code late|unexpected}. The latter never happens while all is well. */
    IGNORED("bulwark.saga.ignored", "reason"),
    /** {@code intervention}: {@code retry|compensate|abandon}. */
    INTERVENTIONS("bulwark.saga.interventions", "intervention"),
    /** How often a saga came to be stuck. {@code cause}: {@code parked|unanswered}. */
    BECAME_STUCK("bulwark.saga.became.stuck", "cause"),
    /** Refreshed every ten seconds. */
    OPEN("bulwark.saga.open", ""),
    /** Refreshed every ten seconds; more than none wants a person. */
    STUCK("bulwark.saga.stuck", "");

    private final String meter;
    private final String tag;

    SagaMeter(String meter, String tag) {
        this.meter = meter;
        this.tag = tag;
    }

    String meterName() {
        return meter;
    }

    Counter counter(MeterRegistry registry, String value) {
        return Counter.builder(meter).tag(tag, value).register(registry);
    }

    Timer timer(MeterRegistry registry, String value) {
        return Timer.builder(meter).tag(tag, value).register(registry);
    }

    AtomicLong gauge(MeterRegistry registry) {
        return Objects.requireNonNull(registry.gauge(meter, new AtomicLong()));
    }
}
