package dev.bulwark.acceptance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.bulwark.acceptance.client.Bulwark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Orders that were acknowledged: each has to end, whatever happened since. */
final class Promises {

    /** The saga's own limit of 150 s and the 30 s in which an open saga past it is an audit finding. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Bulwark bulwark;
    private final Map<String, String> open;

    /** @param customerByOrder whose order it is, by its id */
    Promises(Bulwark bulwark, Map<String, String> customerByOrder) {
        this.bulwark = bulwark;
        this.open = new LinkedHashMap<>(customerByOrder);
    }

    /** An order that the platform has forgotten fails this at once: asking for it is answered with 404. */
    void awaitKept() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            open.entrySet()
                    .removeIf(order -> bulwark.customer(order.getValue())
                            .order(order.getKey())
                            .ended());
            assertThat(open.keySet()).as("acknowledged orders without an end").isEmpty();
        });
    }
}
