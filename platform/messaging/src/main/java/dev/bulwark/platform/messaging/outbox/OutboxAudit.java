package dev.bulwark.platform.messaging.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How well the outbox drains: what invariant I8 asks.
 *
 * <p>Limit: counts every waiting row, so it takes the longer the more wait; a question for now and then.
 */
public final class OutboxAudit {

    private static final String REPORT = """
            SELECT count(*) AS pending,
                   coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::bigint AS age,
                   (SELECT count(*) FROM outbox_blocked_key) AS blocked
              FROM outbox
            """;

    private final JdbcClient jdbc;

    OutboxAudit(DataSource dataSource) {
        this.jdbc = JdbcClient.create(new DeadlineJdbcTemplate(dataSource));
    }

    /** The state of this moment, by the database's clock. */
    public Report report() {
        return jdbc.sql(REPORT).query(OutboxAudit::read).single();
    }

    private static Report read(ResultSet row, int number) throws SQLException {
        return new Report(row.getLong("pending"), row.getLong("age"), row.getLong("blocked"));
    }

    /**
     * @param pending rows that wait, those of blocked keys among them
     * @param oldestAgeSeconds since the oldest of them was written; 0 if none waits
     * @param blockedKeys keys whose next message can't be sent
     */
    public record Report(long pending, long oldestAgeSeconds, long blockedKeys) {}
}
