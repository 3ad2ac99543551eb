package dev.bulwark.platform.messaging.inbox;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link InboxStore} on PostgreSQL: one statement, ids sorted, so that two batches with common ids don't deadlock. */
final class JdbcInboxStore implements InboxStore {

    private static final String INSERT = """
            INSERT INTO inbox (consumer, message_id, day)
            SELECT ?, id, day FROM unnest(?::uuid[], ?::date[]) AS m (id, day)
            ON CONFLICT DO NOTHING
            RETURNING message_id
            """;

    private final JdbcTemplate jdbc;

    JdbcInboxStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<UUID> insertNew(String consumer, List<InboxEntry> entries) {
        List<InboxEntry> sorted = entries.stream()
                .sorted(Comparator.comparing(InboxEntry::messageId))
                .toList();
        Set<UUID> fresh = jdbc.execute((ConnectionCallback<Set<UUID>>) connection -> {
            try (var statement = connection.prepareStatement(INSERT)) {
                statement.setString(1, consumer);
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "uuid",
                                sorted.stream().map(InboxEntry::messageId).toArray()));
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "date",
                                sorted.stream().map(e -> e.day().toString()).toArray()));
                try (var result = statement.executeQuery()) {
                    Set<UUID> inserted = HashSet.newHashSet(sorted.size());
                    while (result.next()) {
                        inserted.add(result.getObject(1, UUID.class));
                    }
                    return inserted;
                }
            }
        });
        return fresh == null ? Set.of() : fresh;
    }
}
