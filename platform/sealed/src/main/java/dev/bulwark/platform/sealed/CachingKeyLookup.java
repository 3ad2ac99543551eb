package dev.bulwark.platform.sealed;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Remembers keys, and that one is erased, for a bounded time: an erasure is effective everywhere after it. One thread
 * looks a key up, others wait for its answer; failures aren't remembered.
 */
public final class CachingKeyLookup implements KeyLookup {

    /** Half of what the contract allows an erasure to take. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private final KeyLookup store;
    private final SharedLookups<Optional<DataKey>> known;

    /** @param ticker time as it passes, {@link Ticker#systemTicker()} outside tests */
    public CachingKeyLookup(KeyLookup store, int maxKeys, Ticker ticker) {
        this.store = store;
        this.known = new SharedLookups<>(maxKeys, LONGEST, ticker);
    }

    @Override
    public Optional<DataKey> find(String keyId) {
        return known.get(keyId, store::find);
    }

    /** Forgets the key at once, here; other processes forget it in time. */
    public void forget(String keyId) {
        known.forget(keyId);
    }
}
