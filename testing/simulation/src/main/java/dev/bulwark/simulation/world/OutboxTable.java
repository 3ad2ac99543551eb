package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.outbox.HeaderText;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.platform.messaging.outbox.OutboxRow;
import dev.bulwark.platform.messaging.outbox.OutboxStore;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** The outbox and the relay's lease of one database. Ids are given when a row is added, as an identity column does, whatever becomes of it. */
final class OutboxTable {

    private record Lease(String owner, long token, long expiresAt) {}

    private final Database database;
    private final World world;
    private final TreeMap<Long, OutboxRow> committed = new TreeMap<>();
    /** What was added by transactions that committed: only that may be published. */
    private final Set<UUID> promised = new HashSet<>();

    private long ids;
    private @Nullable Lease lease;
    private @Nullable Runnable race;

    OutboxTable(Database database, World world) {
        this.database = database;
        this.world = world;
    }

    /** What others may do between the adding of rows and their commit. */
    void race(Runnable others) {
        race = others;
    }

    boolean isEmpty() {
        return committed.isEmpty();
    }

    int size() {
        return committed.size();
    }

    boolean promises(UUID message) {
        return promised.contains(message);
    }

    Set<UUID> promised() {
        return promised;
    }

    Outbox outbox() {
        return messages -> {
            database.requireOpen();
            List<OutboxRow> rows = rows(messages);
            database.onCommit(() -> rows.forEach(row -> committed.put(row.id(), row)));
        };
    }

    /** Adds without regard to the transaction: what no correct outbox does. */
    Outbox atOnce() {
        return messages -> rows(messages).forEach(row -> committed.put(row.id(), row));
    }

    /** Outside of whatever a bug makes of the outbox: notes what the transaction promises. */
    Outbox observed(Outbox outbox) {
        return messages -> {
            database.onCommit(() -> messages.forEach(message -> promised.add(message.id())));
            outbox.add(messages);
            if (race != null && !messages.isEmpty() && world.chaos().strikes(Fault.RACE)) {
                database.inBetween(race);
            }
        };
    }

    private List<OutboxRow> rows(List<OutgoingMessage> messages) {
        List<OutboxRow> rows = new ArrayList<>(messages.size());
        for (OutgoingMessage message : messages) {
            rows.add(new OutboxRow(
                    ++ids, message.topic(), message.key(), HeaderText.write(message.headers()), message.payload()));
        }
        return rows;
    }

    static UUID messageId(OutboxRow row) {
        return UUID.fromString(row.headers().getOrDefault(MessageHeaders.ID, ""));
    }

    OutboxStore store(Node node, String owner, boolean fenced) {
        return new OutboxStore() {
            @Override
            public OptionalLong acquireLease(String asker, int leaseMillis) {
                failBefore(node);
                if (lease != null
                        && lease.expiresAt() >= world.now()
                        && !lease.owner().equals(asker)) {
                    return OptionalLong.empty();
                }
                lease = new Lease(asker, lease == null ? 1 : lease.token() + 1, world.now() + leaseMillis);
                failAfter(node);
                return OptionalLong.of(lease.token());
            }

            @Override
            public boolean renewLease(long token, int leaseMillis) {
                failBefore(node);
                if (!holds(token)) {
                    return false;
                }
                if (lease != null && lease.owner().equals(owner)) {
                    lease = new Lease(owner, lease.token(), world.now() + leaseMillis);
                }
                return true;
            }

            @Override
            public void releaseLease(long token) {
                throw new IllegalStateException("processes end without a farewell here");
            }

            @Override
            public List<OutboxRow> oldest(int limit) {
                failBefore(node);
                return committed.values().stream().limit(limit).toList();
            }

            @Override
            public boolean delete(List<Long> ids, long token) {
                failBefore(node);
                if (!holds(token)) {
                    return false;
                }
                ids.forEach(id -> deleteRow(id, owner));
                failAfter(node);
                return true;
            }

            @Override
            public void block(OutboxRow row, String reason) {
                throw new IllegalStateException("every row can be sent here: " + reason);
            }

            private boolean holds(long token) {
                return !fenced || (lease != null && lease.token() == token && lease.expiresAt() > world.now());
            }
        };
    }

    private void deleteRow(long id, String owner) {
        OutboxRow row = committed.remove(id);
        if (row == null) {
            return;
        }
        if (lease != null && !lease.owner().equals(owner)) {
            throw new Violation(
                    Invariant.I8_FENCED, owner + " deletes row " + id + ", but " + lease.owner() + " has the lease");
        }
        if (!world.broker().has(messageId(row))) {
            throw new Violation(Invariant.I8_DELIVERED, owner + " deletes row " + id + ", which the broker never had");
        }
    }

    private void failBefore(Node node) {
        node.crashPoint();
        if (world.chaos().strikes(Fault.COMMIT_FAILS)) {
            throw new DataAccessResourceFailureException("the connection broke");
        }
    }

    private void failAfter(Node node) {
        node.crashPoint();
        if (world.chaos().strikes(Fault.COMMIT_UNKNOWN)) {
            throw new DataAccessResourceFailureException("the connection broke after the statement");
        }
    }
}
