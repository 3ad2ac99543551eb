package dev.bulwark.platform.messaging.deadletter;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.outbox.HeaderText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@link DeadLetters} on PostgreSQL. */
public final class JdbcDeadLetters implements DeadLetters {

    private static final int MAX_CAUSE_CHARS = 4_000;

    /** Where the key is parked already, its row is locked, so that a redrive that would open it waits and sees the new message. */
    private static final String PARK = """
            WITH parked AS (
                INSERT INTO dead_letter (consumer, key, message_id, topic, partition, "offset", "timestamp",
                                         record_key, type, headers, payload, cause)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (consumer, message_id) DO NOTHING
                RETURNING id, consumer, key),
            closed AS (
                INSERT INTO parked_key AS already (consumer, key) SELECT consumer, key FROM parked
                ON CONFLICT (consumer, key) DO UPDATE SET since = already.since)
            SELECT id FROM parked
            """;

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
    public List<ParkedLetter> park(String consumer, List<ParkedMessage> messages) {
        List<ParkedLetter> letters = new ArrayList<>(messages.size());
        for (ParkedMessage parked : messages) { // a rare event: one statement each is good enough
            IncomingMessage message = parked.message();
            List<String> name = jdbc.query(
                    PARK,
                    (row, number) -> new DeadLetterId(consumer, row.getLong("id")).toString(),
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
                    storable(parked.cause()));
            name.forEach(known -> letters.add(new ParkedLetter(known, parked)));
        }
        return letters;
    }

    /** A cause quotes what was in the message: it may be long, and hold what no text column takes. */
    static @Nullable String storable(@Nullable String cause) {
        if (cause == null) {
            return null;
        }
        String cut = cause.substring(0, Math.min(cause.length(), MAX_CAUSE_CHARS));
        return new String(cut.getBytes(UTF_8), UTF_8).replace('\0', '\uFFFD'); // half a surrogate pair becomes '?'
    }
}
