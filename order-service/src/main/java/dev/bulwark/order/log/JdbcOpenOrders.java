package dev.bulwark.order.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Ids are ordered by time, so the primary key finds the oldest. */
@Repository
class JdbcOpenOrders implements OpenOrders {

    private static final String CLAIM = """
            UPDATE open_order SET republished_at = ? WHERE stream IN (
                SELECT stream FROM open_order
                WHERE stream < ? AND (republished_at IS NULL OR republished_at < ?)
                ORDER BY stream LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING stream""";

    private final JdbcTemplate jdbc;

    JdbcOpenOrders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<OrderId> claimStale(Instant placedBefore, Instant announcedBefore, Instant now, int maxOrders) {
        return jdbc.query(
                CLAIM,
                (rs, row) -> new OrderId(rs.getObject("stream", UUID.class)),
                now.atOffset(ZoneOffset.UTC),
                new UUID(placedBefore.toEpochMilli() << 16, 0),
                announcedBefore.atOffset(ZoneOffset.UTC),
                maxOrders);
    }
}
