package dev.bulwark.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;

/** What the audit asks of the payments' tables. Reads only; amounts in minor units. */
public interface PaymentAudit {

    /** Payments with order ids after this one, in their order. */
    List<Line> payments(@Nullable UUID after, int limit);

    /**
     * The payments of each range in a few numbers: what was {@code made} of which currency, what is {@code kept} of it, what the provider
     * {@code charged}, and how many events were {@code published}. What the provider still owes an answer to is unusual.
     */
    List<RangeDigest> digests(IdRanges ranges);

    LedgerReport ledger();

    /**
     * @param refunded all that was given back; {@code operatorRefunded} is part of it
     * @param version number of events published about it
     */
    record Line(
            UUID orderId,
            @Nullable UUID paymentId,
            String status,
            long captured,
            long refunded,
            long operatorRefunded,
            long version,
            @Nullable Instant settledAt) {}

    /**
     * @param sum of all postings: 0
     * @param unbalanced journals whose postings don't sum to zero, at most 100
     * @param mismatched payments that the ledger doesn't agree with, at most 100
     * @param examined journals
     */
    record LedgerReport(long sum, List<UnbalancedJournal> unbalanced, List<Mismatch> mismatched, long examined) {}

    record UnbalancedJournal(UUID journalId, long sum) {}

    /** The row's amounts beside the ledger's. */
    record Mismatch(
            UUID orderId,
            long captured,
            long refunded,
            long operatorRefunded,
            long ledgerCaptured,
            long ledgerRefunded,
            long ledgerOperatorRefunded) {}
}
