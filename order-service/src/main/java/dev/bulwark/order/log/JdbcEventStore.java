package dev.bulwark.order.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.order.domain.OrderDecider;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The log in PostgreSQL.
 *
 * <p>A stream's next version is its lock: two writers insert the same primary key, the second waits for the first and then loses. A
 * snapshot is written with each {@value #SNAPSHOT_EVERY_EVENTS}th event, so that loading never reads more events than that.
 */
@Repository
class JdbcEventStore implements EventStore {

    static final int SNAPSHOT_EVERY_EVENTS = 100;
    /** Of snapshots; one in another schema is passed over, and the stream read from its beginning. */
    static final int STATE_SCHEMA = 1;

    private final JdbcTemplate jdbc;
    private final EventCodec codec;

    JdbcEventStore(JdbcTemplate jdbc, EventCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public StoredOrder load(OrderId id) {
        StoredOrder stored = loadAll(List.of(id.value())).get(id.value());
        return stored != null ? stored : StoredOrder.absent(id);
    }

    @Override
    public Map<UUID, StoredOrder> loadAll(Collection<UUID> ids) {
        Map<UUID, StoredOrder> orders = LinkedHashMap.newLinkedHashMap(ids.size());
        ids.forEach(id -> orders.put(id, StoredOrder.absent(new OrderId(id))));
        jdbc.query(
                EventStatements.LOAD,
                rs -> {
                    fold(rs, orders);
                },
                orders.keySet().stream().map(UUID::toString).toArray(String[]::new),
                STATE_SCHEMA);
        return orders;
    }

    private void fold(ResultSet rs, Map<UUID, StoredOrder> orders) throws SQLException {
        UUID stream = rs.getObject("stream", UUID.class);
        String snapshot = rs.getString("snapshot");
        StoredOrder order = orders.getOrDefault(stream, StoredOrder.absent(new OrderId(stream)));
        if (snapshot != null && order.version() == 0) {
            order = new StoredOrder(order.id(), codec.readState(snapshot), rs.getLong("snapshot_version"));
        }
        if (rs.getString("type") != null) {
            order = after(order, rs);
        }
        orders.put(stream, order);
    }

    private StoredOrder after(StoredOrder order, ResultSet rs) throws SQLException {
        long version = rs.getLong("version");
        if (version != order.version() + 1) {
            throw new GapException(order.id(), order.version() + 1);
        }
        return new StoredOrder(order.id(), OrderDecider.evolve(order.state(), event(rs)), version);
    }

    private OrderEvent event(ResultSet rs) throws SQLException {
        return codec.read(rs.getString("type"), rs.getInt("schema_version"), rs.getString("data"));
    }

    @Override
    public void append(List<OrderChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        int appended = changes.size() == 1 && changes.getFirst().version() == 1
                ? appendFirst(changes.getFirst())
                : appendMany(changes);
        if (appended != changes.size()) {
            throw new ConflictException((changes.size() - appended) + " of " + changes.size()
                    + " events lost against another writer of their stream");
        }
        changes.stream()
                .filter(change -> change.version() % SNAPSHOT_EVERY_EVENTS == 0)
                .forEach(change -> jdbc.update(
                        EventStatements.SNAPSHOT,
                        change.id().value(),
                        change.version(),
                        STATE_SCHEMA,
                        codec.writeState(change.after())));
    }

    private int appendFirst(OrderChange change) {
        EventCodec.Type type = codec.typeOf(change.event());
        return jdbc.update(
                EventStatements.APPEND_FIRST,
                change.id().value(),
                type.name(),
                type.schema(),
                at(change.event().at()),
                codec.write(change.event()));
    }

    private int appendMany(List<OrderChange> changes) {
        // Sorted, so that two writers of several streams cannot deadlock.
        List<OrderChange> sorted = changes.stream()
                .sorted(Comparator.comparing((OrderChange c) -> c.id().toString())
                        .thenComparingLong(OrderChange::version))
                .toList();
        int size = sorted.size();
        String[] streams = new String[size];
        long[] versions = new long[size];
        String[] types = new String[size];
        int[] schemas = new int[size];
        String[] times = new String[size];
        String[] data = new String[size];
        boolean[] terminal = new boolean[size];
        for (int i = 0; i < size; i++) {
            OrderChange change = sorted.get(i);
            EventCodec.Type type = codec.typeOf(change.event());
            streams[i] = change.id().toString();
            versions[i] = change.version();
            types[i] = type.name();
            schemas[i] = type.schema();
            times[i] = change.event().at().toString();
            data[i] = codec.write(change.event());
            terminal[i] = change.after().status().isTerminal();
        }
        Integer count = jdbc.queryForObject(
                EventStatements.APPEND_MANY, Integer.class, streams, versions, types, schemas, times, data, terminal);
        return count == null ? 0 : count;
    }

    @Override
    public List<RecordedEvent> history(OrderId id, long after, int limit) {
        return jdbc.query(
                EventStatements.HISTORY,
                (rs, row) -> new RecordedEvent(
                        rs.getLong("version"), rs.getString("type") + ".v" + rs.getInt("schema_version"), event(rs)),
                id.value(),
                after,
                limit);
    }

    @Override
    public StoredOrder asOf(OrderId id, Instant moment) {
        StoredOrder[] order = {StoredOrder.absent(id)};
        jdbc.query(
                EventStatements.AS_OF,
                rs -> {
                    order[0] = after(order[0], rs);
                },
                id.value(),
                at(moment));
        return order[0];
    }

    @Override
    public Page page(UUID after, int limit) {
        Map<UUID, StoredOrder> orders = new LinkedHashMap<>();
        Map<UUID, Broken> broken = new LinkedHashMap<>();
        UUID[] last = new UUID[1];
        jdbc.query(
                EventStatements.PAGE,
                rs -> {
                    last[0] = rs.getObject("stream", UUID.class);
                    if (!broken.containsKey(last[0])) {
                        try {
                            fold(rs, orders);
                        } catch (GapException gap) {
                            broken.put(last[0], new Broken(last[0], gap.lacks));
                            orders.remove(last[0]);
                        }
                    }
                },
                after,
                limit,
                STATE_SCHEMA);
        boolean more = orders.size() + broken.size() == limit;
        return new Page(List.copyOf(orders.values()), List.copyOf(broken.values()), more ? last[0] : null);
    }

    /** A stream without one of its versions: whatever is asked of the order, there is no answer. */
    private static final class GapException extends IllegalStateException {
        private final long lacks;

        GapException(OrderId order, long lacks) {
            super("order " + order + " lacks version " + lacks + " of its stream");
            this.lacks = lacks;
        }
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
