package dev.bulwark.platform.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.bulwark.platform.deadline.Deadline;
import dev.bulwark.platform.deadline.JdbcDeadline;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The table {@code idempotency_key}: one statement to lock and look, one to store. */
final class IdempotencyTable {

    /** Names the one row that is always there, so the lock is tried exactly once whether or not the key is known. */
    private static final String CLAIM = "SELECT pg_try_advisory_xact_lock(?), " + JdbcDeadline.SETTING
            + ", k.body_hash, k.status, k.headers, k.body FROM (VALUES (1)) AS one"
            + " LEFT JOIN idempotency_key k ON k.subject = ? AND k.route = ? AND k.key = ?";

    private static final String STORE =
            "INSERT INTO idempotency_key (subject, route, key, body_hash, status, headers, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

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
                        answer.body())
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
