package dev.bulwark.platform.messaging.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.platform.http.deadline.JdbcDeadline;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.operations.OperatorActions;
import dev.bulwark.platform.messaging.outbox.HeaderText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The dead letters of one database, as operators work on them. Each call joins the transaction it finds. */
final class DeadLetterTable {

    private static final String SELECT = """
            SELECT consumer, id, key, message_id, type, topic, partition, "offset", "timestamp", octet_length(payload), cause,
                   parked_at, failed_redrives
              FROM dead_letter
            """;

    private final JdbcTemplate jdbc;
    private final OperatorActions actions;
    private final TransactionTemplate transaction;
    private final @Nullable ParkingReports reports;

    /** @param reports null for a database without an outbox */
    DeadLetterTable(DataSource database, @Nullable ParkingReports reports) {
        this.reports = reports;
        this.jdbc = new DeadlineJdbcTemplate(database);
        this.actions = new OperatorActions(jdbc);
        JdbcTransactionManager manager = new JdbcTransactionManager(database);
        manager.addListener(new JdbcDeadline());
        this.transaction = new TransactionTemplate(manager);
    }

    /** @param consumer and {@code key}: null for all */
    record Filter(@Nullable String consumer, @Nullable String key) {}

    /**
     * A key that is parked, by its first message.
     *
     * @param failedRedrives of that message
     */
    record ParkedKey(DeadLetterId first, String key, int failedRedrives) {}

    /**
     * Where a message stands.
     *
     * @param place 1 for the one that holds the others back
     * @param of how many there are of the key
     */
    record Position(long place, long of) {}

    /** What comes after the one named, in the order of ids. */
    List<DeadLetter> page(Filter filter, DeadLetterId after, int limit) {
        return jdbc.query(
                SELECT + """
                 WHERE (?::text IS NULL OR consumer = ?) AND (?::text IS NULL OR key = ?)
                   AND (consumer COLLATE "C", id) > (?, ?)
                 ORDER BY consumer COLLATE "C", id LIMIT ?
                """,
                (row, number) -> letter(row),
                filter.consumer(),
                filter.consumer(),
                filter.key(),
                filter.key(),
                after.consumer(),
                after.number(),
                limit);
    }

    Optional<DeadLetter> find(DeadLetterId id) {
        return jdbc
                .query(
                        SELECT + "WHERE consumer = ? AND id = ?",
                        (row, number) -> letter(row),
                        id.consumer(),
                        id.number())
                .stream()
                .findFirst();
    }

    /** The message as it was delivered; empty if it is gone. */
    Optional<IncomingMessage> message(DeadLetterId id) {
        return jdbc.query("""
                        SELECT topic, partition, "offset", "timestamp", record_key, message_id, headers, payload
                          FROM dead_letter WHERE consumer = ? AND id = ?
                        """, (row, number) -> message(row), id.consumer(), id.number()).stream()
                .findFirst();
    }

    Position position(DeadLetter letter) {
        return jdbc.query(
                        "SELECT count(*) FILTER (WHERE id <= ?), count(*) FROM dead_letter WHERE consumer = ? AND key = ?",
                        (row, number) -> new Position(row.getLong(1), row.getLong(2)),
                        letter.id().number(),
                        letter.id().consumer(),
                        letter.key())
                .getFirst();
    }

    /** The keys that match: those first that failed fewest redrives, and of these those that were parked first. */
    List<ParkedKey> keys(Filter filter, int limit) {
        return jdbc.query(
                """
                SELECT consumer, key, first, failed_redrives
                  FROM (SELECT DISTINCT ON (consumer, key) consumer, key, id AS first, failed_redrives FROM dead_letter
                         WHERE (?::text IS NULL OR consumer = ?) AND (?::text IS NULL OR key = ?)
                         ORDER BY consumer, key, id) AS parked
                 ORDER BY failed_redrives, first LIMIT ?
                """,
                (row, number) -> new ParkedKey(
                        new DeadLetterId(row.getString(1), row.getLong(3)), row.getString(2), row.getInt(4)),
                filter.consumer(),
                filter.consumer(),
                filter.key(),
                filter.key(),
                limit);
    }

    long count(Filter filter) {
        Long count = jdbc.queryForObject(
                "SELECT count(*) FROM dead_letter WHERE (?::text IS NULL OR consumer = ?) AND (?::text IS NULL OR key = ?)",
                Long.class,
                filter.consumer(),
                filter.consumer(),
                filter.key(),
                filter.key());
        return count == null ? 0 : count;
    }

    /** By consumer; those that have none are absent. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query("SELECT consumer, count(*) FROM dead_letter GROUP BY consumer", row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /**
     * Locks the key until the transaction ends, as a listener does before it puts a message of the key anywhere. Call it before reading what is
     * parked, in a statement of its own: only then does that see what the lock's last owner left.
     */
    void lock(String consumer, String key) {
        jdbc.update("""
                INSERT INTO parked_key AS already (consumer, key) VALUES (?, ?)
                ON CONFLICT (consumer, key) DO UPDATE SET since = already.since
                """, consumer, key);
    }

    /** The messages of the key, in order. */
    List<DeadLetter> ofKey(String consumer, String key, int limit) {
        return jdbc.query(
                SELECT + "WHERE consumer = ? AND key = ? ORDER BY id LIMIT ?",
                (row, number) -> letter(row),
                consumer,
                key,
                limit);
    }

    /** Removes the message, and tells the saga whose command it was. */
    void remove(DeadLetterId id, IncomingMessage message, ParkingReports.Outcome outcome) {
        jdbc.update("DELETE FROM dead_letter WHERE consumer = ? AND id = ?", id.consumer(), id.number());
        if (reports != null) {
            reports.unparked(id.toString(), message, outcome);
        }
    }

    /** Opens the key, which the transaction has locked, once nothing of it is parked: its next message is handled as it comes. */
    void openIfEmpty(String consumer, String key) {
        jdbc.update("""
                DELETE FROM parked_key p WHERE consumer = ? AND key = ?
                   AND NOT EXISTS (SELECT FROM dead_letter d WHERE d.consumer = p.consumer AND d.key = p.key)
                """, consumer, key);
    }

    void redriveFailed(DeadLetterId id, String cause) {
        jdbc.update(
                "UPDATE dead_letter SET cause = ?, failed_redrives = failed_redrives + 1 WHERE consumer = ? AND id = ?",
                JdbcDeadLetters.storable(cause),
                id.consumer(),
                id.number());
    }

    /** What would only fail at the commit fails now. */
    void checkConstraints() {
        jdbc.execute("SET CONSTRAINTS ALL IMMEDIATE");
    }

    /**
     * Throws the message away, and says so in the operators' trail.
     *
     * @return whether it was there
     */
    boolean discard(DeadLetter letter, String actor, String reason) {
        Boolean gone = transaction.execute(status -> {
            String consumer = letter.id().consumer();
            lock(consumer, letter.key());
            IncomingMessage message = message(letter.id()).orElse(null);
            boolean present = message != null;
            if (message != null) {
                remove(letter.id(), message, ParkingReports.Outcome.DISCARDED);
                actions.record(
                        actor,
                        "discard",
                        "dead letter " + letter.id(),
                        reason,
                        "message %s (%s) of key %s, %s-%d at %d, parked %s because: %s"
                                .formatted(
                                        letter.messageId(),
                                        letter.type(),
                                        letter.key(),
                                        letter.topic(),
                                        letter.partition(),
                                        letter.offset(),
                                        letter.parkedAt(),
                                        letter.cause() == null ? "it waits behind another" : letter.cause()));
            }
            openIfEmpty(consumer, letter.key());
            return present;
        });
        return Boolean.TRUE.equals(gone);
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                new DeadLetterId(row.getString(1), row.getLong(2)),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getLong(8),
                row.getTimestamp(9).toInstant(),
                row.getInt(10),
                row.getString(11),
                row.getTimestamp(12).toInstant(),
                row.getInt(13));
    }

    private static IncomingMessage message(ResultSet row) throws SQLException {
        UUID id = row.getObject(6, UUID.class);
        return new IncomingMessage(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                id,
                UuidV7.isTimed(id),
                HeaderText.read(row.getString(7)),
                row.getBytes(8));
    }
}
