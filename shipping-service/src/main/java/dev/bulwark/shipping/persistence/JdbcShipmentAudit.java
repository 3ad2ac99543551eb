package dev.bulwark.shipping.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import dev.bulwark.platform.deadline.DeadlineJdbcTemplate;
import dev.bulwark.shipping.ShipmentAudit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ShipmentAudit} in SQL: a page is one walk along the primary key. */
@Repository
class JdbcShipmentAudit implements ShipmentAudit {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String SHIPMENTS = """
            SELECT order_id, shipment_id, status, settled_at
              FROM shipment WHERE order_id > ? ORDER BY order_id LIMIT ?
            """;

    private final JdbcClient jdbc;

    JdbcShipmentAudit(DataSource dataSource) {
        this.jdbc = JdbcClient.create(new DeadlineJdbcTemplate(dataSource));
    }

    @Override
    public List<Line> shipments(@Nullable UUID after, int limit) {
        return jdbc.sql(SHIPMENTS)
                .params(after == null ? FIRST : after, limit)
                .query(JdbcShipmentAudit::line)
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
        return new Line(
                row.getObject("order_id", UUID.class),
                row.getObject("shipment_id", UUID.class),
                row.getString("status"),
                settled == null ? null : settled.toInstant());
    }
}
