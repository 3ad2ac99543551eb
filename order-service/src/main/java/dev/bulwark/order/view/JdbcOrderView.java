package dev.bulwark.order.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.bulwark.order.domain.OrderId;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.platform.http.audit.RangeDigests;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the rows of the view. */
class JdbcOrderView implements OrderView {

    private static final String COLUMNS =
            "order_id, order_version, payment_version, shipment_version, document, payment, shipment";

    /** Of the same components and in the same order as what the log folds to. */
    private static final String DIGEST = """
            SELECT count(*) AS rows,
                   count(*) FILTER (WHERE order_version = 0)
                     + (SELECT count(*) FROM held WHERE held.order_id BETWEEN range.first AND range.last) AS unusual,
                   NULL::timestamptz AS settled_at,
                   md5(string_agg(concat_ws('|', order_id, order_version, md5(jsonb_build_array(
                           document -> 'customerId', document -> 'status', document -> 'items', document -> 'total',
                           document -> 'personalData', document -> 'payment', document -> 'shipment',
                           document -> 'rejection', document -> 'placedAt', document -> 'updatedAt')::text)),
                       ',' ORDER BY order_id)) AS document,
                   md5(string_agg(concat_ws('|', order_id, payment_version), ',' ORDER BY order_id)
                       FILTER (WHERE payment_version > 0)) AS payments,
                   md5(string_agg(concat_ws('|', order_id, shipment_version), ',' ORDER BY order_id)
                       FILTER (WHERE shipment_version > 0)) AS shipments
            """;

    private final JdbcTemplate jdbc;
    private final RangeDigests digests;
    private final ViewJson json;
    private final String table;

    JdbcOrderView(JdbcTemplate jdbc, ViewJson json, String table) {
        this.jdbc = jdbc;
        this.json = json;
        this.table = table;
        this.digests = new RangeDigests(
                jdbc, DIGEST + " FROM " + table + " WHERE order_id BETWEEN range.first AND range.last");
    }

    @Override
    public @Nullable OrderDocument find(OrderId id) {
        List<OrderDocument> found = jdbc.query(
                "SELECT " + COLUMNS + " FROM " + table + " WHERE order_id = ? AND order_version > 0",
                this::document,
                id.value());
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<OrderDocument> list(Query query) {
        StringBuilder sql = new StringBuilder(
                "SELECT " + COLUMNS + " FROM " + table + " WHERE customer_id = ? AND order_version > 0");
        List<Object> arguments = new ArrayList<>();
        arguments.add(query.customerId());
        narrow(sql, arguments, " AND order_id < ?", query.before());
        narrow(
                sql,
                arguments,
                " AND status = ?",
                query.status() == null ? null : query.status().name());
        narrow(sql, arguments, " AND ? = ANY (skus)", query.sku());
        narrow(sql, arguments, " AND placed_at > ?", utc(query.placedAfter()));
        narrow(sql, arguments, " AND placed_at < ?", utc(query.placedBefore()));
        // strpos, not LIKE: nothing in the customer's text is a pattern.
        narrow(
                sql,
                arguments,
                " AND strpos(search, ?) > 0",
                query.text() == null ? null : query.text().toLowerCase(Locale.ROOT));
        sql.append(" ORDER BY order_id DESC LIMIT ?");
        arguments.add(query.limit());
        return jdbc.query(sql.toString(), this::document, arguments.toArray());
    }

    @Override
    public List<Shown> page(UUID after, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + ", (SELECT min(version) FROM held WHERE held.order_id = d.order_id AND source = '"
                        + ViewSource.ORDER.key() + "') AS held_from FROM " + table
                        + " AS d WHERE order_id > ? ORDER BY order_id LIMIT ?",
                (rs, row) -> {
                    long version = rs.getLong("order_version");
                    return new Shown(
                            rs.getObject("order_id", UUID.class),
                            version,
                            version == 0 ? null : document(rs, row),
                            rs.getObject("held_from", Long.class),
                            rs.getLong("payment_version"),
                            rs.getLong("shipment_version"));
                },
                after,
                limit);
    }

    @Override
    public List<RangeDigest> digests(IdRanges ranges) {
        return digests.of(ranges);
    }

    private static void narrow(StringBuilder sql, List<Object> arguments, String condition, @Nullable Object argument) {
        if (argument != null) {
            sql.append(condition);
            arguments.add(argument);
        }
    }

    private static @Nullable Object utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private OrderDocument document(ResultSet rs, int row) throws SQLException {
        return new ViewRow(
                        new OrderId(rs.getObject("order_id", UUID.class)),
                        rs.getLong("order_version"),
                        rs.getLong("payment_version"),
                        rs.getLong("shipment_version"),
                        json.read(rs.getString("document"), ViewPatch.class),
                        json.readOptional(rs.getString("payment"), Progress.class),
                        json.readOptional(rs.getString("shipment"), Progress.class))
                .toDocument();
    }
}
