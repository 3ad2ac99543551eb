package dev.bulwark.platform.messaging.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How well the outbox drains: what invariant I8 asks.
 *
 * <p>Rows are counted, up to the cap at which new work is refused: the number is exact below it, and the cap means "at least so many". Nothing else
 * would be true: the span of the ids grows behind one blocked row, and the planner's statistics lag behind a table that is filled and emptied all the time.
 */
public final class OutboxAudit {

    private static final String REPORT = """
            SELECT (SELECT count(*) FROM (SELECT FROM outbox LIMIT ?) AS counted) AS pending,
                   coalesce(extract(epoch FROM clock_timestamp()
                       - (SELECT created_at FROM outbox ORDER BY id LIMIT 1)), 0)::bigint AS age,
                   (SELECT count(*) FROM outbox_blocked_key) AS blocked
            """;

    private final JdbcClient jdbc;
    private final long maxCounted;

    /** @param maxCounted rows are counted up to here */
    OutboxAudit(DataSource dataSource, long maxCounted) {
        this.maxCounted = maxCounted;
        this.jdbc = JdbcClient.create(new DeadlineJdbcTemplate(dataSource));
    }

    /** The state of this moment, by the database's clock. */
    public Report report() {
        return jdbc.sql(REPORT).param(maxCounted).query(OutboxAudit::read).single();
    }

    private static Report read(ResultSet row, int number) throws SQLException {
        return new Report(row.getLong("pending"), row.getLong("age"), row.getLong("blocked"));
    }

    /**
     * @param pending rows that wait, those of blocked keys among them; at least so many where it is the cap
     * @param oldestAgeSeconds since the first of them was written; 0 if none waits
     * @param blockedKeys keys whose next message can't be sent
     */
    public record Report(long pending, long oldestAgeSeconds, long blockedKeys) {}
}
