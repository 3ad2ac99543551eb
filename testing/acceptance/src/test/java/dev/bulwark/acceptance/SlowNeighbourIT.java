package dev.bulwark.acceptance;

import java.util.ArrayList;
import java.util.List;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.topology.Figures;
import org.junit.jupiter.api.Test;

/** An order whose payment takes two seconds makes nobody else wait: calls to the outside hold up no batch. */
@Scenario
@org.junit.jupiter.api.Order(40)
class SlowNeighbourIT {

    private static final int NEIGHBOURS = 50;
    private static final long ALLOWED_MILLIS = 100;
    /** Other programs on the machine delay orders too; they don't do so only in the runs with a slow one, time after time. */
    private static final int ATTEMPTS = 3;

    private final Customer alice;

    SlowNeighbourIT(Bulwark bulwark) {
        this.alice = bulwark.customer("alice");
    }

    @Test
    void doesNotDelayItsNeighbours() {
        List<String> seen = new ArrayList<>();
        run(false); // warm
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Latencies without = run(false);
            Latencies with = run(true);
            String figures = String.format(
                    "%d neighbours p50/p95 ms: %d/%d alone, %d/%d beside a slow one",
                    NEIGHBOURS,
                    without.percentile(50),
                    without.percentile(95),
                    with.percentile(50),
                    with.percentile(95));
            Figures.print("%s", figures);
            seen.add(figures);
            if (with.percentile(50) - without.percentile(50) <= ALLOWED_MILLIS
                    && with.percentile(95) - without.percentile(95) <= ALLOWED_MILLIS) {
                return;
            }
        }
        throw new AssertionError("delayed by more than " + ALLOWED_MILLIS + " ms, each time: " + seen);
    }

    /** The slow one, if any, goes first and is in the same batches as the others. */
    private Latencies run(boolean besideSlow) {
        String slow = besideSlow
                ? alice.placed(NewOrder.of("SKU-0020", 1).paidWith("pm_card_slow"))
                        .id()
                : null;
        List<String> neighbours = Together.run(
                NEIGHBOURS,
                i -> alice.placed(NewOrder.of("SKU-00" + (21 + i % 50), 1)).id());
        neighbours.forEach(alice::awaitEnd);
        Latencies latencies = Latencies.of(alice, neighbours);
        if (slow != null) {
            alice.awaitEnd(slow);
        }
        return latencies;
    }
}
