package dev.bulwark.inventory.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import dev.bulwark.inventory.StockAudit;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.platform.http.audit.RangeDigests;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** {@link StockAudit} on PostgreSQL. */
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class JdbcStockAudit implements StockAudit {

    private static final String TOTALS = """
            SELECT count(*) AS examined,
                   coalesce(sum(on_hand), 0) AS on_hand, coalesce(sum(reserved), 0) AS reserved,
                   coalesce(sum(committed), 0) AS committed, coalesce(sum(seeded), 0) AS seeded,
                   coalesce(sum(restocked), 0) AS restocked
              FROM stock
            """;
    private static final String FINDINGS = """
            WITH held AS (
                SELECT line.sku,
                       coalesce(sum(line.quantity) FILTER (WHERE r.status = 'RESERVED'), 0)::bigint AS reserved,
                       coalesce(sum(line.quantity) FILTER (WHERE r.status = 'COMMITTED'), 0)::bigint AS committed
                  FROM reservation r CROSS JOIN LATERAL unnest(r.skus, r.quantities) AS line (sku, quantity)
                 WHERE r.status IN ('RESERVED', 'COMMITTED')
                 GROUP BY line.sku),
            compared AS (
                SELECT coalesce(s.sku, held.sku) AS sku, s.sku IS NULL AS missing,
                       coalesce(s.on_hand, 0) AS on_hand, coalesce(s.reserved, 0) AS reserved,
                       coalesce(s.committed, 0) AS committed, coalesce(s.seeded + s.restocked, 0) AS received,
                       coalesce(held.reserved, 0) AS held_reserved, coalesce(held.committed, 0) AS held_committed
                  FROM stock s FULL JOIN held ON held.sku = s.sku)
            SELECT * FROM compared
             WHERE sku > :after
               AND (missing OR on_hand < 0 OR reserved < 0 OR committed < 0
                    OR on_hand + reserved + committed <> received
                    OR reserved <> held_reserved OR committed <> held_committed)
             ORDER BY sku LIMIT :limit
            """;
    private static final String RESERVATIONS = """
            SELECT order_id, status, settled_at FROM reservation
             WHERE order_id > :after ORDER BY order_id LIMIT :limit
            """;

    private static final String DIGEST = """
            SELECT count(*) AS rows, count(*) FILTER (WHERE status = 'RESERVED') AS unusual, max(settled_at) AS settled_at,
                   md5(string_agg(order_id::text, ',' ORDER BY order_id)) AS ids,
                   md5(string_agg(order_id::text, ',' ORDER BY order_id) FILTER (WHERE status = 'COMMITTED')) AS committed
              FROM reservation WHERE order_id BETWEEN range.first AND range.last
            """;

    private final JdbcClient jdbc;
    private final RangeDigests digests;

    JdbcStockAudit(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.digests = new RangeDigests(new DeadlineJdbcTemplate(dataSource), DIGEST);
    }

    @Override
    public StockReport check(String after, int limit) {
        List<Finding> findings = jdbc.sql(FINDINGS)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new Finding(row.getString("sku"), detail(row)))
                .list();
        return jdbc.sql(TOTALS)
                .query((row, number) -> new StockReport(row.getLong("examined"), totals(row), findings))
                .single();
    }

    @Override
    public List<SettledReservation> reservations(UUID after, int limit) {
        return jdbc.sql(RESERVATIONS)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new SettledReservation(
                        row.getObject("order_id", UUID.class),
                        row.getString("status"),
                        row.getObject("settled_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public List<RangeDigest> digests(IdRanges ranges) {
        return digests.of(ranges);
    }

    private static Totals totals(ResultSet row) throws SQLException {
        return new Totals(
                row.getLong("on_hand"),
                row.getLong("reserved"),
                row.getLong("committed"),
                row.getLong("seeded"),
                row.getLong("restocked"));
    }

    private static String detail(ResultSet row) throws SQLException {
        if (row.getBoolean("missing")) {
            return "reservations of a sku that has no stock row";
        }
        long onHand = row.getLong("on_hand");
        long reserved = row.getLong("reserved");
        long committed = row.getLong("committed");
        List<String> faults = new ArrayList<>();
        if (Math.min(onHand, Math.min(reserved, committed)) < 0) {
            faults.add("below zero");
        }
        if (onHand + reserved + committed != row.getLong("received")) {
            faults.add("seeded and restocked together are " + row.getLong("received"));
        }
        if (reserved != row.getLong("held_reserved")) {
            faults.add("open reservations are " + row.getLong("held_reserved"));
        }
        if (committed != row.getLong("held_committed")) {
            faults.add("committed reservations are " + row.getLong("held_committed"));
        }
        return onHand + " on hand, " + reserved + " reserved, " + committed + " committed, but "
                + String.join(", and ", faults);
    }
}
