package dev.bulwark.saga.audit;

import java.util.UUID;

/** The order of ids in PostgreSQL and as text: bytewise. {@link UUID#compareTo} is another, for it takes the halves as signed. */
final class UuidOrder {

    private UuidOrder() {}

    static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    /** The greatest id before this one; the nil id has none and is given back itself. */
    static UUID before(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        if (low != 0) {
            return new UUID(high, low - 1);
        }
        return high == 0 ? id : new UUID(high - 1, -1L);
    }
}
