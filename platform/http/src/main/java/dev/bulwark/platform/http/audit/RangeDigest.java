package dev.bulwark.platform.http.audit;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a table says of the orders of one range.
 *
 * @param rows in the range
 * @param unusual rows that can't be judged by a digest: open, unsettled, broken, helped by a person
 * @param settledAt the last moment at which one of them settled; null if none has
 * @param claims by name: the MD5 of what is claimed of each order, in the order of the ids; absent where nothing is claimed. Two services that
 *     claim the same of the same orders have the same digest.
 */
public record RangeDigest(long rows, long unusual, @Nullable Instant settledAt, Map<String, String> claims) {

    public RangeDigest {
        claims = Map.copyOf(claims);
    }
}
