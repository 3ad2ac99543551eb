package dev.bulwark.platform.messaging.outbox;

import java.util.List;
import java.util.OptionalLong;

/** The relay's side of the outbox tables. Each call is a transaction of its own; time is the database's. */
public interface OutboxStore {

    /**
     * Takes the lease if it is free, expired or already this owner's.
     *
     * @return the fencing token, larger than every earlier one unless the owner merely kept its lease; empty while another holds it
     */
    OptionalLong acquireLease(String owner, int leaseMillis);

    /** Extends the lease. @return whether the token is still the current one */
    boolean renewLease(long token, int leaseMillis);

    /** Gives the lease back, so that the next owner needn't wait for it to expire; without effect once fenced. */
    void releaseLease(long token);

    /** The oldest rows whose keys aren't blocked, in id order. */
    List<OutboxRow> oldest(int limit);

    /** Deletes the rows if the token still holds an unexpired lease. @return whether it does; false means nothing was deleted */
    boolean delete(List<Long> ids, long token);

    /** From now on {@link #oldest} passes over the row's key. */
    void block(OutboxRow row, String reason);
}
