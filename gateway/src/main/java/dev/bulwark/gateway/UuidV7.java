package dev.bulwark.gateway;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes UUIDv7 for correlation ids. Unique, but guessable: good for finding log lines, never for a secret.
 */
final class UuidV7 {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private UuidV7() {}

    static UUID at(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (epochMillis << 16) | VERSION_7 | random.nextInt(0x1000);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
