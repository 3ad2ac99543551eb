package dev.bulwark.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * What became of the orders of a run, read from the order log itself: not from what clients saw.
 *
 * @param p50Millis from the moment the order was received to the moment it ended, of those that were confirmed
 */
record Orders(long placed, long confirmed, long undone, double p50Millis, double p99Millis, double seconds) {

    static Orders since(Counters.Servers servers, Instant start) throws SQLException {
        try (Connection connection = servers.connect("orders");
                PreparedStatement query = connection.prepareStatement("""
                        WITH run AS (SELECT stream, occurred_at FROM order_event WHERE version = 1 AND occurred_at >= ?),
                             ended AS (
                               SELECT run.stream, run.occurred_at AS placed_at, e.occurred_at AS ended_at, e.type
                                 FROM run JOIN order_event e USING (stream)
                                WHERE e.type IN ('order.confirmed', 'order.rejected', 'order.cancelled'))
                        SELECT (SELECT count(*) FROM run),
                               count(*) FILTER (WHERE type = 'order.confirmed'),
                               count(*) FILTER (WHERE type <> 'order.confirmed'),
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - placed_at) * 1000)
                                 FILTER (WHERE type = 'order.confirmed'),
                               percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - placed_at) * 1000)
                                 FILTER (WHERE type = 'order.confirmed'),
                               extract(epoch FROM max(ended_at) - min(placed_at))
                          FROM ended
                        """)) {
            query.setTimestamp(1, Timestamp.from(start));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Orders(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6));
            }
        }
    }

    /** How many orders have not ended. */
    static long open(Counters.Servers servers) throws SQLException {
        try (Connection connection = servers.connect("orders");
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM open_order")) {
            row.next();
            return row.getLong(1);
        }
    }

    long ended() {
        return confirmed + undone;
    }
}
