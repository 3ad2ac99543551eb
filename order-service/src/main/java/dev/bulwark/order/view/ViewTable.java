package dev.bulwark.order.view;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the rows of the view: one statement per source, whatever the number of orders. Rows are written in the order of ids, so that the
 * three sources cannot deadlock.
 */
class ViewTable {

    private final JdbcTemplate jdbc;
    private final ViewJson json;
    private final Map<ViewSource, String> versions = new EnumMap<>(ViewSource.class);
    private final Map<ViewSource, String> writes = new EnumMap<>(ViewSource.class);

    /** @param table a rebuild writes to another one beside the live one */
    ViewTable(JdbcTemplate jdbc, ViewJson json, String table) {
        this.jdbc = jdbc;
        this.json = json;
        for (ViewSource source : ViewSource.values()) {
            versions.put(
                    source,
                    "SELECT order_id, %s_version AS version FROM %s WHERE order_id = ANY (?::uuid[])"
                            .formatted(source.key(), table));
            writes.put(source, source == ViewSource.ORDER ? writeOrder(table) : writeProgress(source, table));
        }
    }

    /** The guard needs no lock: applying patches that a row already has does not change it. */
    private static String writeOrder(String table) {
        return """
                INSERT INTO %s AS d (order_id, customer_id, status, placed_at, skus, search, order_version, document)
                SELECT order_id, customer_id, status, placed_at, string_to_array(skus, ' '), search, version, document::jsonb
                FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                    AS u(order_id, version, document, customer_id, status, placed_at, skus, search)
                ORDER BY order_id
                ON CONFLICT (order_id) DO UPDATE SET
                    customer_id = coalesce(excluded.customer_id, d.customer_id),
                    status = coalesce(excluded.status, d.status),
                    placed_at = coalesce(excluded.placed_at, d.placed_at),
                    skus = coalesce(excluded.skus, d.skus),
                    search = coalesce(excluded.search, d.search),
                    order_version = excluded.order_version,
                    document = coalesce(d.document, '{}') || excluded.document
                    WHERE d.order_version < excluded.order_version""".formatted(table);
    }

    private static String writeProgress(ViewSource source, String table) {
        return """
                INSERT INTO %2$s AS d (order_id, %1$s_version, %1$s)
                SELECT order_id, version, patch::jsonb
                FROM unnest(?::uuid[], ?::bigint[], ?::text[]) AS u(order_id, version, patch)
                ORDER BY order_id
                ON CONFLICT (order_id) DO UPDATE SET
                    %1$s_version = excluded.%1$s_version,
                    %1$s = coalesce(d.%1$s, '{}') || excluded.%1$s
                    WHERE d.%1$s_version < excluded.%1$s_version""".formatted(source.key(), table);
    }

    /** The source's version of each order that has a row. */
    Map<UUID, Long> versions(ViewSource source, Collection<UUID> ids) {
        Map<UUID, Long> known = HashMap.newHashMap(ids.size());
        jdbc.query(
                versions.getOrDefault(source, ""),
                rs -> {
                    known.put(rs.getObject("order_id", UUID.class), rs.getLong("version"));
                },
                (Object) ids.stream().map(UUID::toString).toArray(String[]::new));
        return known;
    }

    void write(ViewSource source, List<ViewUpdate> updates) {
        if (updates.isEmpty()) {
            return;
        }
        String[] ids = updates.stream().map(u -> u.orderId().toString()).toArray(String[]::new);
        long[] newVersions = updates.stream().mapToLong(ViewUpdate::version).toArray();
        String[] patches = updates.stream().map(u -> json.text(u.patch())).toArray(String[]::new);
        String statement = writes.getOrDefault(source, "");
        if (source == ViewSource.ORDER) {
            jdbc.update(
                    statement,
                    ids,
                    newVersions,
                    patches,
                    column(updates, "customerId"),
                    column(updates, "status"),
                    column(updates, "placedAt"),
                    updates.stream().map(u -> skus(u.patch())).toArray(String[]::new),
                    updates.stream().map(u -> search(u)).toArray(String[]::new));
        } else {
            jdbc.update(statement, ids, newVersions, patches);
        }
    }

    private static @Nullable String[] column(List<ViewUpdate> updates, String name) {
        return updates.stream()
                .map(update -> update.patch().path(name).stringValue(null))
                .toArray(String[]::new);
    }

    /** Separated by spaces, which no sku contains. */
    private static @Nullable String skus(ObjectNode patch) {
        return patch.has("items") ? joined(patch, "sku") : null;
    }

    /** What {@code q} searches, in lower case: the order's id, skus, names of products. Never personal data. */
    private static @Nullable String search(ViewUpdate update) {
        ObjectNode patch = update.patch();
        return patch.has("items")
                ? (update.orderId() + " " + joined(patch, "sku") + " " + joined(patch, "name")).toLowerCase(Locale.ROOT)
                : null;
    }

    private static String joined(ObjectNode patch, String field) {
        return StreamSupport.stream(patch.path("items").spliterator(), false)
                .map(item -> item.path(field).stringValue(""))
                .distinct()
                .collect(java.util.stream.Collectors.joining(" "));
    }
}
