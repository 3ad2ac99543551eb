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
final class Agreement {

    /** Two tellers claim the same of the same orders. */
    record Pair(Teller one, String claim, Teller other, String sameClaim) {

        boolean holds(Map<Teller, RangeDigest> digests) {
            return Objects.equals(claimed(digests, one, claim), claimed(digests, other, sameClaim));
        }
    }

    /** In words: which orders there are and how they ended; stock and what is held; money; shipments; what is shown. */
    static final List<Pair> PAIRS = List.of(
            new Pair(Teller.ORDERS, "fate", Teller.SAGAS, "fate"),
            new Pair(Teller.ORDERS, "ids", Teller.RESERVATIONS, "ids"),
            new Pair(Teller.ORDERS, "confirmed", Teller.RESERVATIONS, "committed"),
            new Pair(Teller.ORDERS, "payment", Teller.PAYMENTS, "made"),
            new Pair(Teller.ORDERS, "due", Teller.PAYMENTS, "kept"),
            new Pair(Teller.PAYMENTS, "charged", Teller.PROVIDER, "charged"),
            new Pair(Teller.ORDERS, "shipment", Teller.SHIPMENTS, "made"),
            new Pair(Teller.ORDERS, "document", Teller.VIEW, "document"),
            new Pair(Teller.PAYMENTS, "published", Teller.VIEW, "payments"),
            new Pair(Teller.SHIPMENTS, "published", Teller.VIEW, "shipments"));

    private Agreement() {}

    /** Whether everything in the range has settled, nothing in it is out of the ordinary, and all tellers say the same. */
    static boolean holds(Map<Teller, RangeDigest> digests, Horizon horizon) {
        return digests.values().stream().allMatch(digest -> isSettled(digest, horizon))
                && PAIRS.stream().allMatch(pair -> pair.holds(digests))
                && keys(digests, horizon);
    }

    private static boolean isSettled(RangeDigest digest, Horizon horizon) {
        return digest.unusual() == 0 && isBefore(digest.settledAt(), horizon.settled());
    }

    /** Keys are forgotten in the end: an order has one, or all of the range are so old that none is left. */
    private static boolean keys(Map<Teller, RangeDigest> digests, Horizon horizon) {
        RangeDigest orders = of(digests, Teller.ORDERS);
        RangeDigest keys = of(digests, Teller.KEYS);
        boolean forgotten = keys.rows() == 0 && isBefore(orders.settledAt(), horizon.keysKept());
        return forgotten
                || Objects.equals(claimed(digests, Teller.ORDERS, "ids"), claimed(digests, Teller.KEYS, "ids"));
    }

    private static boolean isBefore(@Nullable Instant moment, Instant limit) {
        return moment == null || moment.isBefore(limit);
    }

    private static @Nullable String claimed(Map<Teller, RangeDigest> digests, Teller teller, String claim) {
        return of(digests, teller).claims().get(claim);
    }

    private static RangeDigest of(Map<Teller, RangeDigest> digests, Teller teller) {
        RangeDigest digest = digests.get(teller);
        if (digest == null) {
            throw new IllegalStateException("nobody asked " + teller);
        }
        return digest;
    }
}
