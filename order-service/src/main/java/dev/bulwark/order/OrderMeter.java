package dev.bulwark.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of this module. */
public enum OrderMeter {
    /** Events recorded, by the status they lead to. A transaction that is rolled back may have counted. */
    ORDERS("bulwark.orders", "status"),
    /** Orders announced again because they stayed pending. {@code cause}: {@code watchdog}. */
    REPUBLISHED("bulwark.orders.republished", "cause"),
    /** Where a read was answered from: {@code view} or {@code log}. */
    READS("bulwark.orders.reads", "source"),
    /** Look-ups of products: {@code cache}, {@code table}, {@code inventory}. */
    CATALOGUE("bulwark.orders.catalogue", "source"),
    /** Orders of which the view missed an event for longer than the gap limit, each counted once, by {@code source}. */
    VIEW_GAPS("bulwark.order.view.gaps", "source");

    private final String meter;
    private final String tag;

    OrderMeter(String meter, String tag) {
        this.meter = meter;
        this.tag = tag;
    }

    public String meterName() {
        return meter;
    }

    /** The counter of one value of the tag. */
    public Counter counter(MeterRegistry registry, String tagValue) {
        return Counter.builder(meter).tag(tag, tagValue).register(registry);
    }
}
