package dev.bulwark.simulation.world;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.bulwark.platform.sealed.DataKey;
import dev.bulwark.platform.sealed.KeyStore;

/** Customers' keys, until they are erased. */
final class Keys implements KeyStore {

    private final Map<String, Long> erasedAt = new HashMap<>();
    private long asOf = Long.MAX_VALUE;

    @Override
    public DataKey keyFor(String customerId) {
        return DataKey.of(customerId, Arrays.copyOf(customerId.getBytes(StandardCharsets.UTF_8), 32));
    }

    @Override
    public Optional<DataKey> find(String keyId) {
        return erasedAt.getOrDefault(keyId, Long.MAX_VALUE) < asOf ? Optional.empty() : Optional.of(keyFor(keyId));
    }

    void erase(String customerId, long now) {
        erasedAt.putIfAbsent(customerId, now);
    }

    /** A call asks for keys when it begins, whenever its request then arrives. */
    void lookUpAsOf(long time) {
        asOf = time;
    }
}
