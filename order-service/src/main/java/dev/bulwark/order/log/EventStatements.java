package dev.bulwark.order.log;

/** The statements of {@link JdbcEventStore}. */
final class EventStatements {

    /**
     * Each stream's snapshot, and the events after it. The lateral join makes that one index range a stream, whatever the planner
     * believes about the number of streams.
     */
    private static final String FROM_SNAPSHOTS = """
            SELECT ids.stream, s.version AS snapshot_version, s.data AS snapshot,
                   e.version, e.type, e.schema_version, e.data
            FROM %s
            LEFT JOIN order_snapshot s ON s.stream = ids.stream AND s.schema_version = ?
            LEFT JOIN LATERAL (
                SELECT version, type, schema_version, data FROM order_event
                WHERE stream = ids.stream AND version > coalesce(s.version, 0)) e ON true
            ORDER BY ids.stream, e.version""";

    static final String LOAD = FROM_SNAPSHOTS.formatted("unnest(?::uuid[]) AS ids(stream)");

    static final String PAGE = FROM_SNAPSHOTS.formatted(
            "(SELECT stream FROM order_event WHERE version = 1 AND stream > ? ORDER BY stream LIMIT ?) AS ids");

    /** The hot path: an order's first event, and its row among the open ones. Counts nothing where the stream exists. */
    static final String APPEND_FIRST = """
            WITH appended AS (
                INSERT INTO order_event (stream, version, type, schema_version, occurred_at, data)
                VALUES (?, 1, ?, ?, ?, ?::json) ON CONFLICT DO NOTHING RETURNING stream)
            INSERT INTO open_order (stream) SELECT stream FROM appended""";

    static final String APPEND_MANY = """
            WITH change AS (
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::int[], ?::timestamptz[], ?::text[], ?::boolean[])
                    AS c(stream, version, type, schema_version, occurred_at, data, terminal)),
            appended AS (
                INSERT INTO order_event (stream, version, type, schema_version, occurred_at, data)
                SELECT stream, version, type, schema_version, occurred_at, data::json FROM change
                ON CONFLICT DO NOTHING RETURNING stream, version),
            opened AS (
                INSERT INTO open_order (stream) SELECT stream FROM appended WHERE version = 1),
            closed AS (
                DELETE FROM open_order WHERE stream IN (SELECT stream FROM change WHERE terminal))
            SELECT count(*) FROM appended""";

    static final String SNAPSHOT = """
            INSERT INTO order_snapshot (stream, version, schema_version, data) VALUES (?, ?, ?, ?::json)
            ON CONFLICT (stream) DO UPDATE
                SET version = excluded.version, schema_version = excluded.schema_version, data = excluded.data
                WHERE order_snapshot.version < excluded.version""";

    static final String HISTORY = """
            SELECT version, type, schema_version, data FROM order_event
            WHERE stream = ? AND version > ? ORDER BY version LIMIT ?""";

    /**
     * The events before the first one that occurred later. Writers date events by their own clocks, so an event may be dated before its
     * predecessor: it counts from its predecessor's moment on, and what is read is always a prefix of the stream.
     */
    static final String AS_OF = """
            SELECT version, type, schema_version, data FROM order_event AS e
            WHERE stream = ? AND NOT EXISTS (
                SELECT FROM order_event AS earlier
                WHERE earlier.stream = e.stream AND earlier.version <= e.version AND earlier.occurred_at > ?)
            ORDER BY version""";

    private EventStatements() {}
}
