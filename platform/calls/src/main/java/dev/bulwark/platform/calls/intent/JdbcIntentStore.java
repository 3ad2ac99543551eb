package dev.bulwark.platform.calls.intent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** {@link IntentStore} on the table {@code intent} of {@code db/migration/intent}: one statement an operation, whatever the size. */
public final class JdbcIntentStore<I> implements IntentStore<I> {

    private static final Logger log = LoggerFactory.getLogger(JdbcIntentStore.class);

    private static final String INSERT = """
            INSERT INTO intent (id, request, expires_at, traceparent, claimed_until)
            SELECT id, request, expires_at, traceparent, clock_timestamp() + ? * interval '1 millisecond'
              FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[]) AS n (id, request, expires_at, traceparent)
                ON CONFLICT (id) DO NOTHING
            """;

    private static final String FIND = "SELECT id, request, expires_at, traceparent FROM intent WHERE id = ?";

    private static final String CLAIM_DUE = """
            UPDATE intent
               SET claimed_until = clock_timestamp() + ? * interval '1 millisecond'
             WHERE id IN (SELECT id FROM intent
                           WHERE claimed_until < clock_timestamp()
                           ORDER BY claimed_until
                             FOR UPDATE SKIP LOCKED
                           LIMIT ?)
            RETURNING id, request, expires_at, traceparent
            """;

    /** Locked rows are passed over: they are just being closed, and waiting for them could be waiting in a circle. */
    private static final String CLAIM = """
            UPDATE intent
               SET claimed_until = clock_timestamp() + ? * interval '1 millisecond'
             WHERE id IN (SELECT id FROM intent WHERE id = ANY (?) FOR UPDATE SKIP LOCKED)
            """;

    private static final String CLOSE = "DELETE FROM intent WHERE id = ANY (?)";

    private final JdbcTemplate jdbc;
    private final IntentCodec<I> codec;

    public JdbcIntentStore(JdbcTemplate jdbc, IntentCodec<I> codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public void insert(List<Intent<I>> intents, Duration lease) {
        execute(INSERT, (connection, statement) -> {
            int size = intents.size();
            String[] ids = new String[size];
            String[] requests = new String[size];
            @Nullable String[] expiries = new @Nullable String[size];
            @Nullable String[] traceparents = new @Nullable String[size];
            for (int i = 0; i < size; i++) {
                Intent<I> intent = intents.get(i);
                ids[i] = intent.id();
                requests[i] = codec.encode(intent.request());
                Instant expires = intent.expires();
                expiries[i] = expires == null ? null : expires.toString();
                traceparents[i] = intent.traceparent();
            }
            statement.setLong(1, lease.toMillis());
            statement.setArray(2, connection.createArrayOf("text", ids));
            statement.setArray(3, connection.createArrayOf("text", requests));
            statement.setArray(4, connection.createArrayOf("text", expiries));
            statement.setArray(5, connection.createArrayOf("text", traceparents));
        });
    }

    @Override
    public Optional<Intent<I>> find(String id) {
        List<Intent<I>> found = new ArrayList<>();
        jdbc.query(FIND, (RowCallbackHandler) row -> read(row, found), id);
        return found.stream().findFirst();
    }

    @Override
    public List<Intent<I>> claimDue(int maxIntents, Duration lease) {
        List<Intent<I>> claimed = new ArrayList<>();
        jdbc.query(CLAIM_DUE, (RowCallbackHandler) row -> read(row, claimed), lease.toMillis(), maxIntents);
        return claimed;
    }

    private void read(ResultSet row, List<Intent<I>> into) throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        String id = row.getString("id");
        try {
            I request = codec.decode(row.getString("request"));
            into.add(new Intent<>(
                    id, request, expires == null ? null : expires.toInstant(), row.getString("traceparent")));
        } catch (RuntimeException e) {
            log.error("The stored intent {} can't be read and stays open; the others go on", id, e);
        }
    }

    @Override
    public void claim(Collection<String> ids, Duration fromNow) {
        execute(CLAIM, (connection, statement) -> {
            statement.setLong(1, fromNow.toMillis());
            statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
        });
    }

    @Override
    public void close(Collection<String> ids) {
        execute(
                CLOSE,
                (connection, statement) -> statement.setArray(1, connection.createArrayOf("text", ids.toArray())));
    }

    @FunctionalInterface
    private interface Binder {
        void bind(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private void execute(String sql, Binder binder) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binder.bind(connection, statement);
                return statement.executeUpdate();
            }
        });
    }
}
