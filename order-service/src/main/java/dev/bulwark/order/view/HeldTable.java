package dev.bulwark.order.view;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code held}. */
class HeldTable {

    private static final String FIND = """
            SELECT order_id, version, type, payload, happened_at FROM held
            WHERE source = ? AND order_id = ANY (?::uuid[])""";

    private static final String ADD = """
            INSERT INTO held (order_id, source, version, type, payload, happened_at, held_at)
            SELECT order_id, ?, version, type, payload, happened_at, ?
            FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::bytea[], ?::timestamptz[])
                AS h(order_id, version, type, payload, happened_at)
            ON CONFLICT DO NOTHING""";

    private static final String REMOVE = """
            DELETE FROM held USING unnest(?::uuid[], ?::bigint[]) AS applied(order_id, version)
            WHERE held.source = ? AND held.order_id = applied.order_id AND held.version <= applied.version""";

    /** The lowest held version of each order and source tells the gap; a row that was asked about is left alone for a while. */
    private static final String CLAIM_GAPS = """
            UPDATE held SET asked_at = ? FROM (
                SELECT order_id, source, min(version) AS version FROM held
                WHERE held_at < ?
                GROUP BY order_id, source HAVING max(asked_at) IS NULL OR max(asked_at) < ?
                ORDER BY order_id, source LIMIT ?) AS gap
            WHERE held.order_id = gap.order_id AND held.source = gap.source AND held.version = gap.version
            RETURNING held.order_id, held.source, held.version""";

    /** An event waits for versions below {@code heldVersion}. */
    record Gap(UUID orderId, ViewSource source, long heldVersion) {}

    private final JdbcTemplate jdbc;

    HeldTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<HeldEvent> find(ViewSource source, Collection<UUID> ids) {
        return jdbc.query(
                FIND,
                (rs, row) -> new HeldEvent(
                        rs.getObject("order_id", UUID.class),
                        rs.getLong("version"),
                        rs.getString("type"),
                        rs.getBytes("payload"),
                        rs.getObject("happened_at", OffsetDateTime.class).toInstant()),
                source.key(),
                ids.stream().map(UUID::toString).toArray(String[]::new));
    }

    void add(ViewSource source, List<HeldEvent> events, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.update(
                ADD,
                source.key(),
                now.atOffset(ZoneOffset.UTC),
                events.stream().map(e -> e.orderId().toString()).toArray(String[]::new),
                events.stream().mapToLong(HeldEvent::version).toArray(),
                events.stream().map(HeldEvent::type).toArray(String[]::new),
                events.stream().map(HeldEvent::payload).toArray(byte[][]::new),
                events.stream().map(e -> e.time().toString()).toArray(String[]::new));
    }

    /** Forgets what was applied. */
    void remove(ViewSource source, List<ViewUpdate> applied) {
        if (applied.isEmpty()) {
            return;
        }
        jdbc.update(
                REMOVE,
                applied.stream().map(u -> u.orderId().toString()).toArray(String[]::new),
                applied.stream().mapToLong(ViewUpdate::version).toArray(),
                source.key());
    }

    /** Gaps older than {@code limit} that nobody asked about for as long, noted as asked about {@code now}. */
    List<Gap> claimGaps(Instant now, Duration limit, int maxGaps) {
        OffsetDateTime before = now.minus(limit).atOffset(ZoneOffset.UTC);
        return jdbc.query(
                CLAIM_GAPS,
                (rs, row) -> new Gap(
                        rs.getObject("order_id", UUID.class),
                        ViewSource.valueOf(rs.getString("source").toUpperCase(java.util.Locale.ROOT)),
                        rs.getLong("version")),
                now.atOffset(ZoneOffset.UTC),
                before,
                before,
                maxGaps);
    }
}
