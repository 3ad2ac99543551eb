package dev.bulwark.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the audit asks of the payments' tables. Reads only; amounts in minor units. */
public interface PaymentAudit {

    /** Payments with order ids after this one, in their order. */
    List<Line> payments(@Nullable UUID after, int limit);

    LedgerReport ledger();

    /** @param refunded all that was given back; {@code operatorRefunded} is part of it */
    record Line(
            UUID orderId,
            @Nullable UUID paymentId,
            String status,
            long captured,
            long refunded,
            long operatorRefunded,
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
