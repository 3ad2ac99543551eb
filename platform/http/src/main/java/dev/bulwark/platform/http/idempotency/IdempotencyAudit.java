package dev.bulwark.platform.http.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the stored answers say was created: what invariant I9 asks.
 *
 * <p>A page is one range of an index, however many keys there are.
 */
final class IdempotencyAudit {

    private static final String EFFECTS = """
            SELECT location AS effect, count(*) AS keys, max(created_at) AS stored_at
              FROM idempotency_key WHERE route = ? AND location > ? GROUP BY location ORDER BY location LIMIT ?
            """;

    private final JdbcClient jdbc;

    IdempotencyAudit(DataSource dataSource) {
        this.jdbc = JdbcClient.create(new DeadlineJdbcTemplate(dataSource));
    }

    /**
     * What answers of 201 named as their {@code Location}, in bytewise order.
     *
     * @param route method and path, such as {@code POST /api/v1/orders}
     * @param after the last effect of the page before; empty for the first
     */
    List<Effect> effects(String route, String after, int limit) {
        return jdbc.sql(EFFECTS)
                .params(route, after, limit)
                .query(IdempotencyAudit::effect)
                .list();
    }

    private static Effect effect(ResultSet row, int number) throws SQLException {
        Instant storedAt = row.getObject("stored_at", OffsetDateTime.class).toInstant();
        return new Effect(row.getString("effect"), row.getLong("keys"), storedAt);
    }

    /**
     * @param keys that were answered with it: one, or an effect was claimed twice
     * @param storedAt the last of them
     */
    record Effect(String effect, long keys, Instant storedAt) {}
}
