package dev.bulwark.platform.sealed;

import java.util.Optional;

/** Where keys are found again. Implementations are safe for many threads. */
@FunctionalInterface
public interface KeyLookup {

    /**
     * The key, or empty if it has been erased or never was: what it sealed is gone for good.
     *
     * @throws RuntimeException if the store can't be asked; never taken for an erasure
     */
    Optional<DataKey> find(String keyId);
}
