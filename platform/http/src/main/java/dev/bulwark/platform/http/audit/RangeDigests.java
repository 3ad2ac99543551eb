package dev.bulwark.platform.http.audit;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The digests of a table, computed by the database: one statement for all ranges asked for, one walk along the primary key for each of them.
 *
 * <p>The answer is one snapshot. Limit: costs time with the rows in the ranges, a few microseconds each.
 */
public final class RangeDigests {

    private static final Set<String> NO_CLAIMS = Set.of("rows", "unusual", "settled_at");

    private final JdbcTemplate jdbc;
    private final String statement;

    /**
     * @param jdbc should know the caller's deadline
     * @param ofOneRange aggregates the rows with ids {@code BETWEEN range.first AND range.last} to one row: {@code rows}, {@code unusual},
     *     {@code settled_at}, and a text column for each claim
     */
    public RangeDigests(JdbcTemplate jdbc, String ofOneRange) {
        this.jdbc = jdbc;
        this.statement = "SELECT digest.* FROM unnest(?::uuid[], ?::uuid[]) WITH ORDINALITY AS range (first, last, n)"
                + " CROSS JOIN LATERAL (" + ofOneRange + ") AS digest ORDER BY range.n";
    }

    /** One for each range, in their order. */
    public List<RangeDigest> of(IdRanges ranges) {
        return jdbc.query(statement, RangeDigests::digest, ranges.firstTexts(), ranges.lastTexts());
    }

    private static RangeDigest digest(ResultSet row, int number) throws SQLException {
        Map<String, String> claims = new HashMap<>();
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String claim = row.getString(i);
            if (claim != null && !NO_CLAIMS.contains(columns.getColumnLabel(i))) {
                claims.put(columns.getColumnLabel(i), claim);
            }
        }
        return new RangeDigest(row.getLong("rows"), row.getLong("unusual"), settledAt(row), claims);
    }

    private static @Nullable Instant settledAt(ResultSet row) throws SQLException {
        OffsetDateTime moment = row.getObject("settled_at", OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
