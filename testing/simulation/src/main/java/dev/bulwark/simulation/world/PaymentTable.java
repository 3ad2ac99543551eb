package dev.bulwark.simulation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.bulwark.payment.Journal;
import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.StoredPayment;
import dev.bulwark.payment.domain.PaymentStatus;
import dev.bulwark.platform.messaging.inbox.ConflictException;

/** Payments and their ledger. */
final class PaymentTable {

    private record Posting(Journal journal, String account, long amount) {}

    private final Database database;
    private final World world;
    private final Map<UUID, StoredPayment> payments = new TreeMap<>();
    private final Map<Integer, Posting> ledger = new TreeMap<>();

    PaymentTable(Database database, World world) {
        this.database = database;
        this.world = world;
        database.check(this::check);
    }

    Map<UUID, StoredPayment> payments() {
        return payments;
    }

    PaymentStore store(boolean bothLegs) {
        return new PaymentStore() {
            @Override
            public Map<UUID, StoredPayment> lock(Collection<UUID> orderIds) {
                database.requireOpen();
                Map<UUID, StoredPayment> found = new HashMap<>();
                for (UUID order : orderIds) {
                    StoredPayment payment = payments.get(order);
                    if (payment != null) {
                        found.put(order, payment);
                    }
                }
                return found;
            }

            @Override
            public void insert(List<StoredPayment> fresh) {
                for (StoredPayment payment : fresh) {
                    if (payments.containsKey(payment.orderId())) {
                        throw new ConflictException("a payment was begun elsewhere meanwhile");
                    }
                    if (payment.state().status() == PaymentStatus.REQUESTED) {
                        world.judge().begun(payment.orderId(), "payment");
                    }
                    database.put(payments, payment.orderId(), payment);
                }
            }

            @Override
            public void update(List<StoredPayment> changed) {
                changed.forEach(PaymentTable.this::change);
            }

            @Override
            public void post(List<Journal> journals, Instant at) {
                for (Journal journal : journals) {
                    long toProvider = journal.kind() == Journal.Kind.CAPTURE ? journal.amount() : -journal.amount();
                    database.put(ledger, ledger.size(), new Posting(journal, "psp_receivable", toProvider));
                    if (bothLegs) {
                        database.put(ledger, ledger.size(), new Posting(journal, "customer_order", -toProvider));
                    }
                }
            }

            @Override
            public Set<UUID> settleOperatorRefunds(Collection<UUID> ids, Instant at) {
                throw new IllegalStateException("operators don't act here");
            }
        };
    }

    private void change(StoredPayment after) {
        StoredPayment before = payments.get(after.orderId());
        PaymentStatus from =
                before == null ? PaymentStatus.NONE : before.state().status();
        PaymentStatus to = after.state().status();
        boolean final_ = switch (from) {
            case REFUSED, TOMBSTONE, REFUNDED -> true;
            case NONE, REQUESTED, CHARGED, VOIDING, VOIDED, REFUNDING -> false;
        };
        if (final_ && to != from) {
            throw new Violation(
                    Invariant.TOMBSTONE,
                    "payment of " + world.shortName(after.orderId().toString()) + ": " + from + " to " + to);
        }
        if (to == PaymentStatus.VOIDING || to == PaymentStatus.REFUNDING) {
            world.undoes("payment", after.orderId());
        }
        database.put(payments, after.orderId(), after);
    }

    private void check() {
        Map<UUID, Long> sums = new HashMap<>();
        Set<String> legs = new HashSet<>();
        for (Posting posting : ledger.values()) {
            sums.merge(posting.journal().id(), posting.amount(), Long::sum);
            if (!legs.add(posting.journal().id() + posting.account())) {
                throw new Violation(Invariant.I2_LEDGER, posting.journal() + " is booked twice");
            }
        }
        sums.forEach((journal, sum) -> {
            if (sum != 0) {
                throw new Violation(Invariant.I2_LEDGER, "journal " + journal + " sums to " + sum);
            }
        });
    }

    /** What the ledger says of an order: captured minus given back. */
    long balance(UUID order) {
        long sum = 0;
        for (Posting posting : new ArrayList<>(ledger.values())) {
            if (posting.journal().orderId().equals(order) && posting.account().equals("psp_receivable")) {
                sum += posting.amount();
            }
        }
        return sum;
    }
}
