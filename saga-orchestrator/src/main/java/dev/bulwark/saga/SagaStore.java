package dev.bulwark.saga;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Where sagas rest. All but {@link #earliestLook} and {@link #census} need a transaction. */
public interface SagaStore {

    /** Locks the sagas, in the order of their ids. Those that don't exist are missing from the batch. */
    SagaBatch lock(Collection<UUID> ids);

    /** Locks sagas whose look-at time is not after {@code upTo}, earliest first, leaving out those another transaction holds. */
    SagaBatch lockDue(Instant upTo, int maxSagas);

    /**
     * Writes what changed, in at most four statements for any number of sagas.
     *
     * @throws dev.bulwark.platform.messaging.inbox.ConflictException if another transaction began one of them first
     */
    void save(SagaBatch batch);

    /** The earliest look-at time of all, or null if no timer is set. */
    @Nullable
    Instant earliestLook();

    Census census();

    /**
     * @param open begun, not ended, not stuck
     * @param stuck waiting for a late answer or a person
     */
    record Census(long open, long stuck) {}
}
