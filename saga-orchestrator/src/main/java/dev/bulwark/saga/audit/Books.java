package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Port: what the services say of themselves as a whole. Each answer is one snapshot of its service's database. */
interface Books {

    Stock stock();

    Ledger ledger();

    /** One of each service that has an outbox. */
    List<Outbox> outboxes();

    /**
     * What inventory-service finds by itself.
     *
     * @param nextAfter null if these are all the findings
     */
    record Stock(
            long examined, List<Flaw> findings, @Nullable String nextAfter) {

        record Flaw(String sku, String detail) {}
    }

    /**
     * What payment-service finds by itself.
     *
     * @param sum of all postings: 0
     */
    record Ledger(long sum, List<Unbalanced> unbalanced, List<Mismatch> mismatched, long examined) {

        record Unbalanced(UUID journalId, long sum) {}

        /** The payment's amounts beside the ledger's. */
        record Mismatch(
                UUID orderId,
                long captured,
                long refunded,
                long operatorRefunded,
                long ledgerCaptured,
                long ledgerRefunded,
                long ledgerOperatorRefunded) {}
    }

    record Outbox(String service, long pending, long oldestAgeSeconds, long blockedKeys) {}
}
