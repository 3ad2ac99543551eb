package dev.bulwark.platform.messaging.outbox;

import java.sql.Array;
import java.util.List;
import java.util.OptionalLong;

import org.springframework.jdbc.core.JdbcTemplate;

/** {@link OutboxStore} on PostgreSQL. */
final class JdbcOutboxStore implements OutboxStore {

    private static final String NAME = "outbox";

    private final JdbcTemplate jdbc;

    JdbcOutboxStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public OptionalLong acquireLease(String owner, int leaseMillis) {
        List<Long> token = jdbc.query("""
                INSERT INTO relay_lease AS held (name, owner, token, expires_at)
                VALUES (?, ?, 1, clock_timestamp() + make_interval(secs => ?))
                ON CONFLICT (name) DO UPDATE
                   SET owner = excluded.owner, token = held.token + 1, expires_at = excluded.expires_at
                 WHERE held.expires_at < clock_timestamp() OR held.owner = excluded.owner
                RETURNING token
                """, (row, number) -> row.getLong(1), NAME, owner, leaseMillis / 1000.0);
        return token.isEmpty() ? OptionalLong.empty() : OptionalLong.of(token.getFirst());
    }

    @Override
    public boolean renewLease(long token, int leaseMillis) {
        return jdbc.update("""
                        UPDATE relay_lease SET expires_at = clock_timestamp() + make_interval(secs => ?)
                         WHERE name = ? AND token = ? AND expires_at > clock_timestamp()
                        """, leaseMillis / 1000.0, NAME, token) == 1;
    }

    @Override
    public void releaseLease(long token) {
        jdbc.update("UPDATE relay_lease SET expires_at = '-infinity' WHERE name = ? AND token = ?", NAME, token);
    }

    @Override
    public List<OutboxRow> oldest(int limit) {
        return jdbc.query(
                """
                SELECT id, topic, key, headers, payload FROM outbox o
                 WHERE NOT EXISTS (SELECT FROM outbox_blocked_key b WHERE b.topic = o.topic AND b.key = o.key)
                 ORDER BY id LIMIT ?
                """,
                (row, number) -> new OutboxRow(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5)),
                limit);
    }

    @Override
    public boolean delete(List<Long> ids, long token) {
        Boolean held = jdbc.execute((org.springframework.jdbc.core.ConnectionCallback<Boolean>) connection -> {
            try (var statement = connection.prepareStatement("""
                    WITH lease AS (SELECT 1 FROM relay_lease WHERE name = ? AND token = ? AND expires_at > clock_timestamp()),
                         gone AS (DELETE FROM outbox WHERE id = ANY (?) AND EXISTS (SELECT FROM lease))
                    SELECT EXISTS (SELECT FROM lease)
                    """)) {
                Array array = connection.createArrayOf("int8", ids.toArray());
                statement.setString(1, NAME);
                statement.setLong(2, token);
                statement.setArray(3, array);
                try (var result = statement.executeQuery()) {
                    return result.next() && result.getBoolean(1);
                }
            }
        });
        return Boolean.TRUE.equals(held);
    }

    @Override
    public void block(OutboxRow row, String reason) {
        jdbc.update("""
                INSERT INTO outbox_blocked_key (topic, key, outbox_id, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT (topic, key) DO NOTHING
                """, row.topic(), row.key(), row.id(), reason);
    }
}
