package dev.bulwark.platform.core.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of this module with its one tag; Prometheus turns the dots into underscores. */
public enum PlatformMeter {

    /** Requests refused because nobody was listening any more. {@code where}: {@code http|statement|call}. */
    DEADLINE_EXCEEDED("bulwark.deadline.exceeded", "where"),
    /** What became of requests with an idempotency key. {@code outcome}: see {@code IdempotentRequests}. */
    IDEMPOTENT_REQUESTS("bulwark.idempotency.requests", "outcome"),
    /** Keys deleted after their 48 hours. */
    IDEMPOTENCY_EXPIRED("bulwark.idempotency.expired", "table"),
    /** Bearer tokens by how they were judged. {@code result}: {@code known|verified|refused|unavailable}. */
    TOKENS("bulwark.security.tokens", "result"),
    /** Look-ups of keys of personal data. {@code result}: {@code found|erased}; those answered by the cache don't count. */
    KEY_LOOKUPS("bulwark.sealed.key.lookups", "result");

    private final String meter;
    private final String tag;

    PlatformMeter(String meter, String tag) {
        this.meter = meter;
        this.tag = tag;
    }

    public String meterName() {
        return meter;
    }

    public String tagName() {
        return tag;
    }

    /** The counter of one value of the tag; keep it, looking it up costs more than counting. */
    public Counter counter(MeterRegistry registry, String tagValue) {
        return Counter.builder(meter).tag(tag, tagValue).register(registry);
    }
}
