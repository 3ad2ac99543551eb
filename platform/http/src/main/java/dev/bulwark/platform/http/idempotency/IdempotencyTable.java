package dev.bulwark.platform.http.idempotency;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.http.deadline.JdbcDeadline;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code idempotency_key}: one statement to lock and look, one to store. */
final class IdempotencyTable {

    /** Names the one row that is always there, so the lock is tried exactly once whether or not the key is known. */
    private static final String CLAIM = "SELECT pg_try_advisory_xact_lock(?), " + JdbcDeadline.SETTING
            + ", k.body_hash, k.status, k.headers, k.body FROM (VALUES (1)) AS one"
            + " LEFT JOIN idempotency_key k ON k.subject = ? AND k.route = ? AND k.key = ?";

    /** As {@link #CLAIM} for many keys, each lock tried once. */
    private static final String CLAIM_ALL =
            "SELECT pg_try_advisory_xact_lock(c.lock) AND k.key IS NULL, deadline.setting"
                    + " FROM (SELECT " + JdbcDeadline.SETTING + ") AS deadline (setting)"
                    + " CROSS JOIN unnest(?::bigint[], ?::text[], ?::text[], ?::text[])"
                    + " WITH ORDINALITY AS c (lock, subject, route, key, position)"
                    + " LEFT JOIN idempotency_key k ON k.subject = c.subject AND k.route = c.route AND k.key = c.key"
                    + " ORDER BY c.position";

    private static final String STORE =
            "INSERT INTO idempotency_key (subject, route, key, body_hash, status, headers, body, location)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String STORE_ALL =
            "INSERT INTO idempotency_key (subject, route, key, body_hash, status, headers, body, location)"
                    + " SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::smallint[], ?::text[], ?::bytea[], ?::text[])"
                    + " ON CONFLICT DO NOTHING";

    private static final String EXPIRE = "DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY("
            + "SELECT ctid FROM idempotency_key WHERE created_at < now() - make_interval(secs => ?)"
            + " LIMIT ? FOR UPDATE SKIP LOCKED))";

    private final JdbcOperations jdbc;

    IdempotencyTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    Claim claim(IdempotentRequest request) {
        Claim claim = jdbc.queryForObject(
                CLAIM,
                (row, number) -> claim(row),
                request.lock(),
                JdbcDeadline.timeout(Deadline.current()),
                request.subject(),
                request.route(),
                request.key());
        if (claim == null) {
            throw new IllegalStateException("the one row is missing");
        }
        return claim;
    }

    /** For each request whether its key is new and nobody else is at it. */
    boolean[] claimAll(List<IdempotentRequest> requests) {
        List<Boolean> free = jdbc.query(
                CLAIM_ALL,
                (row, number) -> row.getBoolean(1),
                JdbcDeadline.timeout(Deadline.current()),
                requests.stream().map(IdempotentRequest::lock).toArray(Long[]::new),
                column(requests, IdempotentRequest::subject),
                column(requests, IdempotentRequest::route),
                column(requests, IdempotentRequest::key));
        boolean[] each = new boolean[free.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = free.get(i);
        }
        return each;
    }

    /** How many rows were not there already. */
    int storeAll(List<IdempotentRequest> requests, List<byte[]> bodyHashes, List<StoredAnswer> answers) {
        return jdbc.update(STORE_ALL, statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("text", column(requests, IdempotentRequest::subject)));
            statement.setArray(2, connection.createArrayOf("text", column(requests, IdempotentRequest::route)));
            statement.setArray(3, connection.createArrayOf("text", column(requests, IdempotentRequest::key)));
            statement.setArray(4, connection.createArrayOf("bytea", bodyHashes.toArray(byte[][]::new)));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "smallint",
                            answers.stream().map(a -> (short) a.status()).toArray()));
            statement.setArray(6, connection.createArrayOf("text", column(answers, StoredAnswer::headers)));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "bytea", answers.stream().map(StoredAnswer::body).toArray(byte[][]::new)));
            statement.setArray(8, connection.createArrayOf("text", column(answers, StoredAnswer::location)));
        });
    }

    private static <T> String[] column(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /** False if a row is there already. */
    boolean store(IdempotentRequest request, byte[] bodyHash, StoredAnswer answer) {
        return jdbc.update(
                        STORE,
                        request.subject(),
                        request.route(),
                        request.key(),
                        bodyHash,
                        answer.status(),
                        answer.headers(),
                        answer.body(),
                        answer.location())
                == 1;
    }

    /** How many keys of that age were deleted, at most {@code maxRows}. */
    int expire(long ageSeconds, int maxRows) {
        return jdbc.update(EXPIRE, ageSeconds, maxRows);
    }

    private static Claim claim(ResultSet row) throws SQLException {
        boolean locked = row.getBoolean(1);
        byte[] hash = row.getBytes(3);
        if (hash == null) {
            return new Claim(locked, null, null);
        }
        return new Claim(locked, hash, new StoredAnswer(row.getInt(4), row.getString(5), row.getBytes(6)));
    }

    /**
     * @param locked whether nobody else is at it
     * @param bodyHash of the first request, if it has been answered
     * @param answer the first request's, if it has been answered
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Claim(
            boolean locked,
            byte @Nullable [] bodyHash,
            @Nullable StoredAnswer answer) {}
}
