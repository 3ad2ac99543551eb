package dev.bulwark.platform.http.limits;

import java.util.List;

/**
 * Which paths take bodies larger than 1 MB; a bean of this type. The first that matches decides.
 *
 * @param larger in order
 */
public record BodyLimits(List<Limit> larger) {

    /** Of every path that isn't named. An order of 100 items is 10 KB. */
    public static final long DEFAULT_BYTES = 1_048_576;

    public BodyLimits {
        larger = List.copyOf(larger);
    }

    public static BodyLimits of(Limit... larger) {
        return new BodyLimits(List.of(larger));
    }

    long bytesFor(String path) {
        for (Limit limit : larger) {
            if (path.startsWith(limit.pathPrefix())) {
                return limit.bytes();
            }
        }
        return DEFAULT_BYTES;
    }

    /** @param pathPrefix for example {@code /api/v1/order-imports} */
    public record Limit(String pathPrefix, long bytes) {}
}
