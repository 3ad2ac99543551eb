package dev.bulwark.saga.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;

/**
 * What the digests of a range must say so that no {@link Rule} could find anything in it, had it been read. Pure.
 *
 * <p>It errs on one side: digests that disagree mean no finding but that the range is read. That they agree where a rule would find something
 * takes two different texts with the same MD5.
 */
final class DigestComparison {

    /** Two sources claim the same of the same orders. */
    record Pair(AuditSource one, String claim, AuditSource other, String sameClaim) {

        boolean holds(Map<AuditSource, RangeDigest> digests) {
            return Objects.equals(claimed(digests, one, claim), claimed(digests, other, sameClaim));
        }
    }

    /** In words: which orders there are and how they ended; stock and what is held; money; shipments; what is shown. */
    static final List<Pair> PAIRS = List.of(
            new Pair(AuditSource.ORDERS, "fate", AuditSource.SAGAS, "fate"),
            new Pair(AuditSource.ORDERS, "ids", AuditSource.RESERVATIONS, "ids"),
            new Pair(AuditSource.ORDERS, "confirmed", AuditSource.RESERVATIONS, "committed"),
            new Pair(AuditSource.ORDERS, "payment", AuditSource.PAYMENTS, "made"),
            new Pair(AuditSource.ORDERS, "due", AuditSource.PAYMENTS, "kept"),
            new Pair(AuditSource.PAYMENTS, "charged", AuditSource.PROVIDER, "charged"),
            new Pair(AuditSource.ORDERS, "shipment", AuditSource.SHIPMENTS, "made"),
            new Pair(AuditSource.ORDERS, "document", AuditSource.VIEW, "document"),
            new Pair(AuditSource.PAYMENTS, "published", AuditSource.VIEW, "payments"),
            new Pair(AuditSource.SHIPMENTS, "published", AuditSource.VIEW, "shipments"));

    private DigestComparison() {}

    /** Whether everything in the range has settled, nothing in it is out of the ordinary, and all sources say the same. */
    static boolean holds(Map<AuditSource, RangeDigest> digests, Horizon horizon) {
        return digests.values().stream().allMatch(digest -> isSettled(digest, horizon))
                && PAIRS.stream().allMatch(pair -> pair.holds(digests))
                && keys(digests, horizon);
    }

    private static boolean isSettled(RangeDigest digest, Horizon horizon) {
        return digest.unusual() == 0 && isBefore(digest.settledAt(), horizon.settled());
    }

    /** Keys are forgotten in the end: an order has one, or all of the range are so old that none is left. */
    private static boolean keys(Map<AuditSource, RangeDigest> digests, Horizon horizon) {
        RangeDigest orders = of(digests, AuditSource.ORDERS);
        RangeDigest keys = of(digests, AuditSource.KEYS);
        boolean forgotten = keys.rows() == 0 && isBefore(orders.settledAt(), horizon.keysKept());
        return forgotten
                || Objects.equals(
                        claimed(digests, AuditSource.ORDERS, "ids"), claimed(digests, AuditSource.KEYS, "ids"));
    }

    private static boolean isBefore(@Nullable Instant moment, Instant limit) {
        return moment == null || moment.isBefore(limit);
    }

    private static @Nullable String claimed(
            Map<AuditSource, RangeDigest> digests, AuditSource auditSource, String claim) {
        return of(digests, auditSource).claims().get(claim);
    }

    private static RangeDigest of(Map<AuditSource, RangeDigest> digests, AuditSource auditSource) {
        RangeDigest digest = digests.get(auditSource);
        if (digest == null) {
            throw new IllegalStateException(auditSource + " was not asked");
        }
        return digest;
    }
}
