package dev.bulwark.platform.sealed;

/** The one place where keys are made; the order-service keeps it. Other services have a {@link KeyLookup} only. */
public interface KeyStore extends KeyLookup {

    /** The customer's key, made now if there is none: after an erasure, a new one with another id. */
    DataKey keyFor(String customerId);
}
