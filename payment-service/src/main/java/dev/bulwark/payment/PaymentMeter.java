package dev.bulwark.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of this module. */
public enum PaymentMeter {
    /**
     * Webhooks of the provider: {@code looked_up}, {@code nothing_open}, {@code repeated}; refused ones {@code malformed}, {@code forged},
     * {@code outside_window}.
     */
    WEBHOOKS("bulwark.payment.webhooks", "outcome"),
    /** Rows of events that need no remembering any more, by {@code table}. */
    EXPIRED("bulwark.payment.expired", "table");

    private final String meter;
    private final String tag;

    PaymentMeter(String meter, String tag) {
        this.meter = meter;
        this.tag = tag;
    }

    /** The counter of one value of the tag. */
    public Counter counter(MeterRegistry registry, String tagValue) {
        return Counter.builder(meter).tag(tag, tagValue).register(registry);
    }
}
