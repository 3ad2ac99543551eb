package dev.bulwark.order.view;

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

    /**
     * The lowest held version of an order is the end of its gap. New gaps come first, then those asked about longest ago, so that gaps
     * that never close do not keep the others from being asked about. The exponent is bounded so that the power stays finite.
     */
    private static final String CLAIM_GAPS = """
            UPDATE held SET asked_at = ?, times_asked = gap.times_asked + 1 FROM (
                SELECT order_id, min(version) AS version, max(times_asked) AS times_asked FROM held
                WHERE source = ? AND held_at < ?
                GROUP BY order_id
                HAVING max(asked_at) IS NULL OR max(asked_at)
                    < ?::timestamptz - make_interval(secs => least(? * 2 ^ least(max(times_asked) - 1, 30), ?))
                ORDER BY max(asked_at) NULLS FIRST, min(held_at) LIMIT ?) AS gap
            WHERE held.source = ? AND held.order_id = gap.order_id AND held.version = gap.version
            RETURNING held.order_id, held.version, held.times_asked""";

    /**
     * An event waits for versions below {@code heldVersion}.
     *
     * @param timesAsked about this gap, this time included
     */
    record Gap(UUID orderId, ViewSource source, long heldVersion, int timesAsked) {

        boolean isNew() {
            return timesAsked == 1;
        }
    }

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

    /**
     * Gaps of a source that are older than {@code gapAfter} and due, recorded as asked about {@code now}. A gap is due again after
     * {@code gapAfter}, then after twice as long each time, up to {@code maxGapPause}.
     */
    List<Gap> claimGaps(ViewSource source, Instant now, ViewProperties properties) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        return jdbc.query(
                CLAIM_GAPS,
                (rs, row) -> new Gap(
                        rs.getObject("order_id", UUID.class), source, rs.getLong("version"), rs.getInt("times_asked")),
                time,
                source.key(),
                time.minus(properties.gapAfter()),
                time,
                properties.gapAfter().toMillis() / 1_000.0,
                properties.maxGapPause().toMillis() / 1_000.0,
                properties.maxGaps(),
                source.key());
    }
}
