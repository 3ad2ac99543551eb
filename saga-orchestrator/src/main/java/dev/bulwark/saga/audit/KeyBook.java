package dev.bulwark.saga.audit;

import java.time.Instant;
import java.util.List;

/** Port: what order-service's idempotency keys were answered with. */
interface KeyBook {

    /**
     * What was created under the keys, by its path, in bytewise order.
     *
     * @param after the last of the page before; empty for the first
     */
    List<Effect> effects(String after, int limit);

    /** @param keys that were answered with it, the last at {@code storedAt} */
    record Effect(String effect, long keys, Instant storedAt) {}
}
