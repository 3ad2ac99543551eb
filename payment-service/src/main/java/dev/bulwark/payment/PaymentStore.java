package dev.bulwark.payment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The payments and their ledger, many at a time: one statement each, inside the caller's transaction. */
public interface PaymentStore {

    /** Reads and locks in the order of the ids; what is absent isn't in the map. */
    Map<UUID, StoredPayment> lock(Collection<UUID> orderIds);

    /** @throws dev.bulwark.platform.messaging.inbox.ConflictException if one of them is there by now */
    void insert(List<StoredPayment> payments);

    /** Writes rows locked before. */
    void update(List<StoredPayment> payments);

    /** Books each journal with both its legs. */
    void post(List<Journal> journals, Instant at);

    /** Marks operators' refunds as done. @return those that were not done before */
    Set<UUID> settleOperatorRefunds(Collection<UUID> ids, Instant at);
}
