package dev.bulwark.payment.persistence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.payment.Journal;
import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.PaymentSuite;
import dev.bulwark.payment.StoredPayment;
import dev.bulwark.payment.domain.Charge;
import dev.bulwark.payment.domain.OperatorRefunds;
import dev.bulwark.payment.domain.PaymentState;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the database itself refuses, whatever the code above believes. */
class LedgerIT extends PaymentSuite {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Autowired
    private PaymentStore store;

    private void post(UUID journal, UUID order, String account, long amount, String currency) {
        jdbc.sql("INSERT INTO ledger_posting VALUES (?, ?, ?, 'capture', ?, ?, now())")
                .params(journal, account, order, amount, currency)
                .update();
    }

    private void postBoth(long receivable, long owed, String currency) {
        UUID journal = ids.next();
        jdbc.sql("INSERT INTO ledger_posting VALUES (?, 'psp_receivable', ?, 'capture', ?, 'EUR', now()),"
                        + " (?, 'customer_order', ?, 'capture', ?, ?, now())")
                .params(journal, ids.next(), receivable, journal, ids.next(), owed, currency)
                .update();
    }

    @Test
    void refusesAJournalThatDoesNotBalance() {
        assertThatThrownBy(() -> post(ids.next(), ids.next(), "psp_receivable", 100, "EUR"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("does not balance");
        assertThatThrownBy(() -> postBoth(100, -99, "EUR")).hasMessageContaining("does not balance");
        assertThatThrownBy(() -> postBoth(100, -100, "USD")).hasMessageContaining("does not balance");
    }

    /** Rolled back at the end: no payment belongs to these journals, and the audit of another test would find that. */
    @Test
    @Transactional
    void booksAMovementOnce() {
        UUID order = ids.next();
        Journal capture = Journal.capture(ids.next(), order, 100, "EUR");
        store.post(List.of(capture), NOW);
        store.post(List.of(Journal.refund(capture.id(), order, 100, "EUR")), NOW);
        assertThat(receivable(order)).isZero();
        assertThat(journals(order)).containsExactlyInAnyOrder("capture 100", "refund -100");
        assertThatThrownBy(() -> store.post(List.of(capture), NOW)).isInstanceOf(DataIntegrityViolationException.class);
    }

    /** The plans that suit a table of a few rows are out of the way. */
    @Test
    @Transactional
    void isReadByOrderThroughAnIndexThatHoldsAllItNeeds() {
        for (String other : List.of("enable_seqscan", "enable_bitmapscan", "enable_hashagg")) {
            jdbc.sql("SET LOCAL " + other + " = off").update();
        }
        for (String read : List.of(
                "SELECT sum(amount) FROM ledger_posting WHERE account = 'psp_receivable' AND order_id = '0190b5c0-0000-7000-8000-000000000001'",
                "SELECT order_id, sum(amount) FILTER (WHERE kind = 'capture') FROM ledger_posting"
                        + " WHERE account = 'psp_receivable' GROUP BY order_id")) {
            assertThat(String.join(
                            "\n",
                            jdbc.sql("EXPLAIN " + read).query(String.class).list()))
                    .contains("Index Only Scan using ledger_posting_order")
                    .doesNotContain("Sort");
        }
    }

    @Test
    void isNeverChanged() {
        for (String change : List.of(
                "UPDATE ledger_posting SET amount = 1", "DELETE FROM ledger_posting", "TRUNCATE ledger_posting")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void aPaymentNeverGivesBackMoreThanItCaptured() {
        UUID order = ids.next();
        Charge charge = new Charge(ids.next(), "alice", 100, "EUR", "pm_card_ok");
        StoredPayment requested =
                new StoredPayment(order, key(order), new PaymentState.Requested(charge), 0, NOW, null);
        store.insert(List.of(requested));
        assertThatThrownBy(() -> store.insert(List.of(requested))).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> jdbc.sql("UPDATE payment SET captured = 100, refunded = 101 WHERE order_id = ?")
                        .param(order)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void everyStateComesBackAsItWasWritten() {
        for (PaymentState state : List.<PaymentState>of(
                new PaymentState.Requested(charge()),
                new PaymentState.Charged(charge(), new OperatorRefunds(10, 20)),
                new PaymentState.Refused(charge(), "card_declined", null),
                new PaymentState.Refused(null, "expired", "too late"),
                new PaymentState.Voiding(charge()),
                new PaymentState.Voided(charge()),
                new PaymentState.Refunding(charge(), new OperatorRefunds(10, 20), false),
                new PaymentState.Refunded(charge(), new OperatorRefunds(10, 20), true),
                new PaymentState.Tombstone())) {
            UUID order = ids.next();
            StoredPayment payment = new StoredPayment(order, key(order), state, 3, NOW, NOW.plusSeconds(1));
            store.insert(List.of(payment));
            assertThat(store.lock(List.of(order))).containsEntry(order, payment);
            store.update(List.of(payment));
            assertThat(store.lock(List.of(order))).containsEntry(order, payment);
            jdbc.sql("DELETE FROM payment WHERE order_id = ?").param(order).update();
        }
    }

    private Charge charge() {
        return new Charge(ids.next(), "alice", 100, "EUR", "pm_card_ok");
    }
}
