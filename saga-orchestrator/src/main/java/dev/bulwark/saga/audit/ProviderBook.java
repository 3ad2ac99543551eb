package dev.bulwark.saga.audit;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Port: the payment provider's own book. The provider belongs to the outside world; nobody of us writes there but by charging. */
interface ProviderBook {

    /**
     * The entries in the bytewise order of their keys.
     *
     * @param cursor the {@code nextCursor} of the page before; null for the first
     */
    Page page(@Nullable String cursor);

    Optional<Entry> find(String key);

    record Page(List<Entry> items, @Nullable String nextCursor) {}

    /**
     * @param key the idempotency key that we gave
     * @param orderId as we gave it; null where the key was voided before anything was charged
     */
    record Entry(
            String key, @Nullable String orderId, @Nullable String currency, long captured, long refunded) {}
}
