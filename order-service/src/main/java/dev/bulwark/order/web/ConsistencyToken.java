package dev.bulwark.order.web;

import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.CanonicalUuid;
import dev.bulwark.platform.core.value.WholeNumber;
import org.jspecify.annotations.Nullable;

/** What a client shows to read its own writes: an order and a version of its stream. */
record ConsistencyToken(UUID orderId, long version) {

    static final String HEADER = "X-Consistency-Token";

    static String of(OrderId id, long version) {
        return id + ":" + version;
    }

    /** The version to wait for: 0 without a token, or with one of another order. @throws dev.bulwark.platform.core.problem.ProblemException 400 */
    static long versionFor(OrderId id, @Nullable String header) {
        if (header == null) {
            return 0;
        }
        ConsistencyToken token = parse(header);
        if (token == null) {
            Violations violations = new Violations();
            violations.check(false, "/" + HEADER, "must be a token as an earlier answer carried it");
            violations.throwIfAny();
            return 0;
        }
        return token.orderId().equals(id.value()) ? token.version() : 0;
    }

    private static @Nullable ConsistencyToken parse(String header) {
        int colon = header.indexOf(':');
        long version = WholeNumber.parse(header.substring(colon + 1)).orElse(0);
        return colon < 0 || version < 1
                ? null
                : CanonicalUuid.parse(header.substring(0, colon))
                        .map(id -> new ConsistencyToken(id, version))
                        .orElse(null);
    }
}
