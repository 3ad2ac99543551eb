package dev.bulwark.platform.core;

import java.util.UUID;

/**
 * Makes identities. Injected wherever one is needed, so that a simulation can repeat a run from its seed.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Ids {

    /** A UUIDv7 never handed out before: its first 48 bits are the epoch milliseconds of its making. */
    UUID next();
}
