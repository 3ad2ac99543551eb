package dev.bulwark.platform.messaging.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.platform.http.deadline.JdbcDeadline;
import dev.bulwark.platform.messaging.operations.OperatorActions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who publishes, and what can't be published: for operators, and for them to free a key. */
final class RelayStatus {

    private static final String LEASE = """
            SELECT owner, token, NULLIF(expires_at, '-infinity'), expires_at > clock_timestamp() FROM relay_lease
            """;

    /** Counted in one pass over the outbox, which has no index by key. */
    private static final String BLOCKED = """
            WITH shown AS (SELECT topic, key, outbox_id, reason, blocked_at FROM outbox_blocked_key
                            ORDER BY blocked_at, topic, key LIMIT ?),
                 waiting AS (SELECT topic, key, count(*) AS rows FROM outbox JOIN shown USING (topic, key) GROUP BY topic, key)
            SELECT topic, key, outbox_id, reason, blocked_at, coalesce(rows, 0)
              FROM shown LEFT JOIN waiting USING (topic, key) ORDER BY blocked_at, topic, key
            """;

    private final JdbcTemplate jdbc;
    private final OperatorActions actions;
    private final TransactionTemplate transaction;

    RelayStatus(DataSource database) {
        this.jdbc = new DeadlineJdbcTemplate(database);
        this.actions = new OperatorActions(jdbc);
        JdbcTransactionManager manager = new JdbcTransactionManager(database);
        manager.addListener(new JdbcDeadline());
        this.transaction = new TransactionTemplate(manager);
    }

    /**
     * @param expiresAt absent once the owner has given it back
     * @param held whether it has not expired, by the database's clock
     */
    record Lease(String owner, long token, @Nullable Instant expiresAt, boolean held) {}

    /**
     * @param outboxId the row that no broker took
     * @param pending rows of the key, that one among them
     */
    record BlockedKey(String topic, String key, long outboxId, String reason, Instant blockedAt, long pending) {}

    /** Empty if nobody has ever published from this database. */
    Optional<Lease> lease() {
        return jdbc.query(LEASE, (row, number) -> lease(row)).stream().findFirst();
    }

    /** Those blocked longest. */
    List<BlockedKey> blockedKeys(int limit) {
        return jdbc.query(BLOCKED, (row, number) -> blockedKey(row), limit);
    }

    /**
     * Has the relay try the key again.
     *
     * @return whether it was blocked
     */
    boolean unblock(String topic, String key, String actor, String reason) {
        Boolean unblocked = transaction.execute(status -> {
            List<String> was = jdbc.query(
                    "DELETE FROM outbox_blocked_key WHERE topic = ? AND key = ? RETURNING reason",
                    (row, number) -> row.getString(1),
                    topic,
                    key);
            was.forEach(why -> actions.record(
                    actor, "unblock", "outbox key " + key + " of " + topic, reason, "it was blocked because: " + why));
            return !was.isEmpty();
        });
        return Boolean.TRUE.equals(unblocked);
    }

    private static Lease lease(ResultSet row) throws SQLException {
        Timestamp expires = row.getTimestamp(3);
        return new Lease(
                row.getString(1), row.getLong(2), expires == null ? null : expires.toInstant(), row.getBoolean(4));
    }

    private static BlockedKey blockedKey(ResultSet row) throws SQLException {
        return new BlockedKey(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                row.getLong(6));
    }
}
