package dev.bulwark.shipping.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.platform.http.audit.RangeDigests;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.shipping.ShipmentAudit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ShipmentAudit} in SQL: a page is one walk along the primary key. */
@Repository
class JdbcShipmentAudit implements ShipmentAudit {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String SHIPMENTS = """
            SELECT order_id, shipment_id, status, version, settled_at
              FROM shipment WHERE order_id > ? ORDER BY order_id LIMIT ?
            """;

    private static final String DIGEST = """
            SELECT count(*) AS rows, count(*) FILTER (WHERE settled_at IS NULL) AS unusual, max(settled_at) AS settled_at,
                   md5(string_agg(concat_ws('|', order_id, shipment_id, status = 'SCHEDULED'), ',' ORDER BY order_id)) AS made,
                   md5(string_agg(concat_ws('|', order_id, version), ',' ORDER BY order_id)
                       FILTER (WHERE version > 0)) AS published
              FROM shipment WHERE order_id BETWEEN range.first AND range.last
            """;

    private final JdbcClient jdbc;
    private final RangeDigests digests;

    JdbcShipmentAudit(DataSource dataSource) {
        DeadlineJdbcTemplate template = new DeadlineJdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(template);
        this.digests = new RangeDigests(template, DIGEST);
    }

    @Override
    public List<Line> shipments(@Nullable UUID after, int limit) {
        return jdbc.sql(SHIPMENTS)
                .params(after == null ? FIRST : after, limit)
                .query(JdbcShipmentAudit::line)
                .list();
    }

    @Override
    public List<RangeDigest> digests(IdRanges ranges) {
        return digests.of(ranges);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
        return new Line(
                row.getObject("order_id", UUID.class),
                row.getObject("shipment_id", UUID.class),
                row.getString("status"),
                row.getLong("version"),
                settled == null ? null : settled.toInstant());
    }
}
