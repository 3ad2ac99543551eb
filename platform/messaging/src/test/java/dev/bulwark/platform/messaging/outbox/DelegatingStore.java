package dev.bulwark.platform.messaging.outbox;

import java.util.List;
import java.util.OptionalLong;

/** A store to plant faults in. */
class DelegatingStore implements OutboxStore {

    private final OutboxStore delegate;

    DelegatingStore(OutboxStore delegate) {
        this.delegate = delegate;
    }

    @Override
    public OptionalLong acquireLease(String owner, int leaseMillis) {
        return delegate.acquireLease(owner, leaseMillis);
    }

    @Override
    public boolean renewLease(long token, int leaseMillis) {
        return delegate.renewLease(token, leaseMillis);
    }

    @Override
    public void releaseLease(long token) {
        delegate.releaseLease(token);
    }

    @Override
    public List<OutboxRow> oldest(int limit) {
        return delegate.oldest(limit);
    }

    @Override
    public boolean delete(List<Long> ids, long token) {
        return delegate.delete(ids, token);
    }

    @Override
    public void block(OutboxRow row, String reason) {
        delegate.block(row, reason);
    }
}
