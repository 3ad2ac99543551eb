package dev.bulwark.platform.messaging.deadletter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.dao.DataAccessException;

/** How many messages are parked, by consumer, at most five seconds old: more than none wants a person. */
final class DeadLetterGauges {

    private static final String NAME = "bulwark.deadletter.pending";
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final DeadLetterTables tables;
    private final LongSupplier nanoTime;
    private Map<String, Long> counts = Map.of();
    private boolean known;
    private long readAt;

    DeadLetterGauges(DeadLetterTables tables, LongSupplier nanoTime) {
        this.tables = tables;
        this.nanoTime = nanoTime;
        this.readAt = nanoTime.getAsLong() - FRESH_NANOS;
    }

    void register(MeterRegistry meters) {
        tables.consumerNames()
                .forEach(consumer -> Gauge.builder(NAME, this, gauges -> gauges.count(consumer))
                        .tag("consumer", consumer)
                        .register(meters));
    }

    /** NaN while a database is away. */
    private synchronized double count(String consumer) {
        long now = nanoTime.getAsLong();
        if (now - readAt >= FRESH_NANOS) {
            readAt = now;
            read();
        }
        return known ? counts.getOrDefault(consumer, 0L) : Double.NaN;
    }

    private void read() {
        Map<String, Long> fresh = new HashMap<>();
        try {
            tables.all().forEach(table -> fresh.putAll(table.counts()));
            counts = fresh;
            known = true;
        } catch (DataAccessException e) {
            known = false; // the meter says so
        }
    }
}
