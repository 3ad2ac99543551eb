package dev.bulwark.saga.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Judges what concerns no single order: stock (I3), the ledger (I2), outboxes (I8). Pure. */
final class BooksJudge {

    private BooksJudge() {}

    static List<Finding> judge(Books.Stock stock) {
        return stock.findings().stream()
                .map(flaw -> new Finding(
                        Invariant.I3,
                        flaw.sku(),
                        flaw.detail(),
                        "count the pieces, correct the row, then find out who wrote to it"))
                .toList();
    }

    static List<Finding> judge(Books.Ledger ledger) {
        String remedy = "the ledger is append-only: find out who changed it, correct it by a journal of its own";
        List<Finding> findings = new ArrayList<>();
        if (ledger.sum() != 0) {
            findings.add(new Finding(
                    Invariant.I2, "ledger", "all postings sum to " + ledger.sum() + " instead of 0", remedy));
        }
        for (Books.Ledger.Unbalanced journal : ledger.unbalanced()) {
            findings.add(new Finding(
                    Invariant.I2,
                    journal.journalId().toString(),
                    "the journal sums to " + journal.sum() + " instead of 0",
                    remedy));
        }
        for (Books.Ledger.Mismatch row : ledger.mismatched()) {
            findings.add(new Finding(
                    Invariant.I2,
                    row.orderId().toString(),
                    "the payment has captured " + row.captured() + ", refunded " + row.refunded() + ", by operators "
                            + row.operatorRefunded() + "; the ledger " + row.ledgerCaptured() + ", "
                            + row.ledgerRefunded() + ", " + row.ledgerOperatorRefunded(),
                    remedy));
        }
        return findings;
    }

    static List<Finding> judge(Books.Outbox outbox, Duration longestAge) {
        String remedy = "see whether the relay of " + outbox.service() + " reaches the broker, and its log lines";
        List<Finding> findings = new ArrayList<>();
        if (outbox.pending() > 0 && outbox.oldestAgeSeconds() > longestAge.toSeconds()) {
            findings.add(new Finding(
                    Invariant.I8,
                    outbox.service(),
                    outbox.pending() + " messages wait to be published, the oldest for " + outbox.oldestAgeSeconds()
                            + " s",
                    remedy));
        }
        if (outbox.blockedKeys() > 0) {
            findings.add(new Finding(
                    Invariant.I8,
                    outbox.service(),
                    outbox.blockedKeys() + " keys are blocked: their next message can't be sent",
                    "outbox_blocked_key tells the reason; mend the message, then delete the row"));
        }
        return findings;
    }
}
