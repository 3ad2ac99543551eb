package dev.bulwark.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A long history for the audit: the orders of a running platform, copied by SQL in every service's own tables under new ids.
 *
 * <p>A copy is what the services wrote, ids apart: its order id is of another time, and payment, shipment and journal have ids that follow from
 * it. Not copied is what the audit doesn't read: inbox, timeline, what commands are made of, topics.
 */
final class AuditHistory {

    /** Keys are kept for 48 hours: all orders of this history have theirs. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private static final Duration NEWEST = Duration.ofHours(1);
    private static final int ROWS_A_STATEMENT = 100_000;

    /** Of copy {@code c.n}, with the order id {@code c.id}, of the row {@code t} of the order {@code c.old}. */
    private record Copy(String database, String table, String key, String changed) {

        String statement() {
            return """
                    INSERT INTO %1$s SELECT r.* FROM numbered AS c JOIN %1$s AS t ON t.%2$s
                     CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object(%3$s)) AS r ORDER BY c.id
                    """.formatted(table, key, changed);
        }
    }

    private static final List<Copy> COPIES = List.of(
            new Copy("orders", "order_event", "stream = c.old", """
                    'stream', c.id, 'data', pg_temp.renewed(t.data::jsonb, c.old, c.id, c.n)"""),
            new Copy("orders", "idempotency_key", "location = '/api/v1/orders/' || c.old", """
                    'key', md5('key' || c.n), 'location', '/api/v1/orders/' || c.id"""),
            new Copy("order_view", "order_document", "order_id = c.old", """
                    'order_id', c.id, 'document', pg_temp.renewed(t.document, c.old, c.id, c.n)"""),
            new Copy("sagas", "saga", "id = c.old", "'id', c.id"),
            new Copy("inventory", "reservation", "order_id = c.old", "'order_id', c.id"),
            new Copy("payments", "payment", "order_id = c.old", """
                    'order_id', c.id, 'step_id', c.id || ':payment',
                    'payment_id', CASE WHEN t.payment_id IS NOT NULL THEN md5('payment' || c.n)::uuid END"""),
            new Copy("payments", "ledger_posting", "order_id = c.old", """
                    'order_id', c.id, 'journal_id', md5(t.journal_id::text || c.n)::uuid"""),
            new Copy("shipping", "shipment", "order_id = c.old", """
                    'order_id', c.id, 'step_id', c.id || ':shipment',
                    'shipment_id', CASE WHEN t.shipment_id IS NOT NULL THEN md5('shipment' || c.n)::uuid END"""),
            new Copy("psp", "charge", "key = c.old || ':payment'", """
                    'key', c.id || ':payment', 'order_id', c.id"""));

    private final Counters.Servers servers;
    private final List<String> originals = new ArrayList<>();

    /** Of the orders that there are now. */
    AuditHistory(Counters.Servers servers) throws SQLException {
        this.servers = servers;
        try (Connection connection = servers.connect("orders");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT stream::text FROM order_event WHERE version = 1 ORDER BY stream")) {
            while (rows.next()) {
                originals.add(rows.getString(1));
            }
        }
    }

    /** Copies all of them until there are so many orders, or a few less. @return how many there are */
    long fill(long orders, Instant now) throws SQLException {
        long copies = Math.max(0, orders / originals.size() - 1);
        for (Copy copy : COPIES) {
            try (Connection connection = servers.connect(copy.database())) {
                prepare(connection, now, copies);
                if (copy.table().equals("reservation")) {
                    stock(connection, copies);
                }
                copy(connection, copy, copies);
                execute(connection, "VACUUM ANALYZE " + copy.table());
            }
        }
        return originals.size() * (copies + 1);
    }

    private void copy(Connection connection, Copy copy, long copies) throws SQLException {
        long copiesAStatement = Math.max(1, ROWS_A_STATEMENT / originals.size());
        for (long from = 0; from < copies; from += copiesAStatement) {
            execute(connection, "DROP TABLE IF EXISTS numbered");
            execute(connection, """
                    CREATE TEMP TABLE numbered AS
                    SELECT old, n, pg_temp.new_id(n) AS id
                      FROM (SELECT old, k * %d + place AS n FROM template, generate_series(%d::bigint, %d) AS k) AS copies
                    """.formatted(originals.size(), from, Math.min(copies, from + copiesAStatement) - 1));
            execute(connection, "ANALYZE numbered");
            execute(connection, copy.statement());
        }
    }

    private void prepare(Connection connection, Instant now, long copies) throws SQLException {
        long millis = OLDEST.minus(NEWEST).toMillis();
        execute(connection, "CREATE TEMP TABLE template (old uuid PRIMARY KEY, place int)");
        execute(connection, """
                CREATE FUNCTION pg_temp.new_id(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN (
                    lpad(to_hex(%d + n * %d / %d), 12, '0') || '7' || substr(md5(n::text), 1, 3)
                    || '8' || substr(md5(n::text), 4, 15))::uuid
                """.formatted(
                        now.minus(OLDEST).toEpochMilli(), millis, Math.max(1, copies * originals.size())));
        execute(connection, """
                CREATE FUNCTION pg_temp.renewed(data jsonb, old uuid, id uuid, n bigint) RETURNS jsonb LANGUAGE sql IMMUTABLE RETURN
                    replace(replace(replace(data::text, old::text, id::text),
                        coalesce(data #>> '{payment,id}', '?'), md5('payment' || n)::uuid::text),
                        coalesce(data #>> '{shipment,id}', '?'), md5('shipment' || n)::uuid::text)::jsonb
                """);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO template VALUES (?::uuid, ?)")) {
            for (int place = 0; place < originals.size(); place++) {
                insert.setString(1, originals.get(place));
                insert.setInt(2, place);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        execute(connection, "ANALYZE template");
    }

    /** What the copies hold came in as a restock. */
    private static void stock(Connection connection, long copies) throws SQLException {
        execute(connection, """
            UPDATE stock SET committed = committed + held.pieces * %1$d, restocked = restocked + held.pieces * %1$d
              FROM (SELECT line.sku, sum(line.quantity)::bigint AS pieces
                      FROM template JOIN reservation ON order_id = old AND status = 'COMMITTED'
                     CROSS JOIN LATERAL unnest(skus, quantities) AS line (sku, quantity) GROUP BY line.sku) AS held
             WHERE stock.sku = held.sku
            """.formatted(copies));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
