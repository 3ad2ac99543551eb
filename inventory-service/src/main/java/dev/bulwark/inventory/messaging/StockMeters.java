package dev.bulwark.inventory.messaging;

import java.util.Map;

import dev.bulwark.platform.http.jdbc.AfterCommit;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what a batch came to, once it is committed: a batch that is run again counts once. */
@Component
final class StockMeters {

    private final MeterRegistry meters;

    StockMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param outcomes how often each outcome was answered */
    void answered(Map<String, Integer> outcomes) {
        Map<String, Integer> counted = Map.copyOf(outcomes);
        AfterCommit.run(() -> counted.forEach(
                (outcome, times) -> meters.counter(InventoryMeter.ANSWERS.id(), InventoryMeter.OUTCOME_TAG, outcome)
                        .increment(times)));
    }

    void committed(int orders) {
        AfterCommit.run(() -> meters.counter(InventoryMeter.COMMITS.id()).increment(orders));
    }
}
