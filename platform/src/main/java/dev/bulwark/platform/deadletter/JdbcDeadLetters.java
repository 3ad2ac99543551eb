package dev.bulwark.platform.deadletter;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.outbox.HeaderText;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link DeadLetters} on PostgreSQL. */
public final class JdbcDeadLetters implements DeadLetters {

    private static final int MAX_CAUSE_CHARS = 4_000;

    private final JdbcTemplate jdbc;

    public JdbcDeadLetters(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> lockParkedKeys(String consumer, Collection<String> keys) {
        Set<String> parked = jdbc.execute((ConnectionCallback<Set<String>>) connection -> {
            try (var statement = connection.prepareStatement(
                    "SELECT key FROM parked_key WHERE consumer = ? AND key = ANY (?) ORDER BY key FOR UPDATE")) {
                statement.setString(1, consumer);
                statement.setArray(2, connection.createArrayOf("text", keys.toArray()));
                try (var result = statement.executeQuery()) {
                    Set<String> found = new HashSet<>();
                    while (result.next()) {
                        found.add(result.getString(1));
                    }
                    return found;
                }
            }
        });
        return parked == null ? Set.of() : parked;
    }

    @Override
    public void park(String consumer, List<ParkedMessage> messages) {
        for (ParkedMessage parked : messages) { // a rare event: one statement each is good enough
            IncomingMessage message = parked.message();
            String cause = parked.cause();
            jdbc.update(
                    """
                    WITH parked AS (INSERT INTO parked_key (consumer, key) VALUES (?, ?) ON CONFLICT DO NOTHING)
                    INSERT INTO dead_letter (consumer, key, message_id, topic, partition, "offset", "timestamp",
                                             record_key, type, headers, payload, cause)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (consumer, message_id) DO NOTHING
                    """,
                    consumer,
                    message.orderingKey(),
                    consumer,
                    message.orderingKey(),
                    message.id(),
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    Timestamp.from(message.timestamp()),
                    message.key(),
                    message.type(),
                    HeaderText.write(message.headers()),
                    message.payload(),
                    cause == null ? null : cause.substring(0, Math.min(cause.length(), MAX_CAUSE_CHARS)));
        }
    }
}
