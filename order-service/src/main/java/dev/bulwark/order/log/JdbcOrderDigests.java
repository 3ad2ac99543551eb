package dev.bulwark.order.log;

import java.util.List;
import javax.sql.DataSource;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.platform.http.audit.RangeDigests;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * {@link OrderDigests} in SQL.
 *
 * <p>It folds what {@code OrderDecider} folds, but only streams of the ordinary shape: placed, perhaps a cancel request, one end, all of today's
 * schema and without a snapshot. Any other counts as unusual, and is left to the fold in Java.
 */
@Repository
class JdbcOrderDigests implements OrderDigests {

    private static final String LOG = """
            SELECT count(*) AS rows,
                   count(*) FILTER (WHERE NOT regular)
                     + (SELECT count(*) FROM order_snapshot WHERE stream BETWEEN range.first AND range.last) AS unusual,
                   max(ended_at) AS settled_at,
                   md5(string_agg(stream::text, ',' ORDER BY stream)) AS ids,
                   md5(string_agg(concat_ws('|', stream, fate), ',' ORDER BY stream)) AS fate,
                   md5(string_agg(stream::text, ',' ORDER BY stream) FILTER (WHERE fate = 'CONFIRMED')) AS confirmed,
                   md5(string_agg(concat_ws('|', stream, payment_id, total ->> 'currency'), ',' ORDER BY stream)
                       FILTER (WHERE payment_id IS NOT NULL)) AS payment,
                   md5(string_agg(concat_ws('|', stream, total ->> 'amount'), ',' ORDER BY stream)
                       FILTER (WHERE fate = 'CONFIRMED' AND total ->> 'amount' <> '0')) AS due,
                   md5(string_agg(concat_ws('|', stream, shipment_id, fate = 'CONFIRMED'), ',' ORDER BY stream)
                       FILTER (WHERE shipment_id IS NOT NULL)) AS shipment,
                   md5(string_agg(concat_ws('|', stream, version, document), ',' ORDER BY stream)) AS document
              FROM (SELECT stream, version, fate, ended_at,
                           coalesce(placed = 1 AND ends = 1 AND events = version AND regular, false) AS regular,
                           first -> 'total' AS total,
                           last #>> '{payment,id}' AS payment_id,
                           last #>> '{shipment,id}' AS shipment_id,
                           md5(jsonb_build_array(
                               first -> 'customerId', fate, first -> 'lines', first -> 'total', first -> 'personalData',
                               last -> 'payment', last -> 'shipment', last -> 'rejection',
                               first -> 'at', last -> 'at')::text) AS document
                      FROM (SELECT stream, count(*) AS events, max(version) AS version,
                                   count(*) FILTER (WHERE version = 1 AND type = 'order.placed') AS placed,
                                   count(*) FILTER (WHERE ends) AS ends,
                                   bool_and(schema_version = 1
                                       AND (ends OR type IN ('order.placed', 'order.cancel-requested'))
                                       AND (ends OR type <> 'order.placed' OR version = 1)) AS regular,
                                   max(occurred_at) FILTER (WHERE ends) AS ended_at,
                                   max(upper(substr(type, 7))) FILTER (WHERE ends) AS fate,
                                   (array_agg(data::jsonb) FILTER (WHERE version = 1))[1] AS first,
                                   (array_agg(data::jsonb ORDER BY version DESC))[1] AS last
                              FROM (SELECT *, type IN ('order.confirmed', 'order.rejected', 'order.cancelled') AS ends
                                      FROM order_event WHERE stream BETWEEN range.first AND range.last) AS event
                             GROUP BY stream) AS folded) AS orders
            """;

    /** Ids by the path that the answer named; the first and the last id stand for whatever is before and after all paths of orders. */
    private static final String KEYS = """
            SELECT count(*) AS rows, 0 AS unusual, max(created_at) AS settled_at,
                   md5(string_agg(substr(location, length('/api/v1/orders/') + 1), ',' ORDER BY location)) AS ids
              FROM idempotency_key
             WHERE route = 'POST /api/v1/orders'
               AND location BETWEEN
                   CASE WHEN range.first = '00000000-0000-0000-0000-000000000000' THEN ''
                        ELSE '/api/v1/orders/' || range.first END
               AND CASE WHEN range.last = 'ffffffff-ffff-ffff-ffff-ffffffffffff' THEN U&'\\+10FFFF'
                        ELSE '/api/v1/orders/' || range.last END
            """;

    private final RangeDigests log;
    private final RangeDigests keys;

    JdbcOrderDigests(DataSource dataSource) {
        JdbcTemplate jdbc = new DeadlineJdbcTemplate(dataSource);
        this.log = new RangeDigests(jdbc, LOG);
        this.keys = new RangeDigests(jdbc, KEYS);
    }

    @Override
    public List<RangeDigest> log(IdRanges ranges) {
        return log.of(ranges);
    }

    @Override
    public List<RangeDigest> keys(IdRanges ranges) {
        return keys.of(ranges);
    }
}
