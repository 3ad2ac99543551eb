package dev.bulwark.platform.core;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDv7 of RFC 9562: 48 bits of epoch milliseconds, then 74 random bits.
 *
 * <p>Guarantee: ids of different milliseconds sort by time. Limits: ids of one millisecond are in no order, and the random
 * bits come from a fast generator: an id is an identity, never a secret.
 */
public final class UuidV7 implements Ids {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random;

    /** @param random must be safe for many threads, or be used by one only */
    public UuidV7(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID next() {
        long high = (clock.millis() << 16) | VERSION_7 | (random.nextLong() & 0xFFFL);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new UUID(high, low);
    }

    /** Whether the id carries its time, that is, whether {@link #timeOf} means anything. */
    public static boolean isTimed(UUID id) {
        return id.version() == 7;
    }

    /** When the id was made, to the millisecond. @throws IllegalArgumentException if it is not a UUIDv7 */
    public static Instant timeOf(UUID id) {
        if (!isTimed(id)) {
            throw new IllegalArgumentException("not a UUIDv7: " + id);
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
