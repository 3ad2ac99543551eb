package dev.bulwark.order.view;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies one source's events to the view: the next version changes the row, a later one is held until its predecessors have come, an
 * earlier one is ignored. In whatever order and however often events arrive, the row ends as the fold of the source's events.
 */
final class ViewEventHandler implements BatchHandler<ViewEventHandler.Work> {

    /**
     * @param rows what is known of each order, and what changes
     * @param held by order and version: those in the table and the new ones
     * @param holding the new ones
     */
    record Work(
            Map<UUID, ViewUpdate> rows,
            Map<UUID, NavigableMap<Long, HeldEvent>> held,
            Map<HeldKey, HeldEvent> holding) {}

    record HeldKey(UUID orderId, long version) {}

    private final ViewSource source;
    private final ViewTable table;
    private final HeldTable heldTable;
    private final MessageCodec codec;
    private final ViewJson json;
    private final Clock clock;

    ViewEventHandler(
            ViewSource source, ViewTable table, HeldTable heldTable, MessageCodec codec, ViewJson json, Clock clock) {
        this.source = source;
        this.table = table;
        this.heldTable = heldTable;
        this.codec = codec;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String consumer() {
        return "order-view-" + source.key();
    }

    @Override
    public String topic() {
        return source.topic();
    }

    @Override
    public Set<Class<?>> types() {
        return source.types();
    }

    @Override
    public boolean ignoresOtherTypes() {
        return true;
    }

    @Override
    public Work prefetch(List<Delivery> batch) {
        Set<UUID> ids = batch.stream().map(Delivery::keyAsId).collect(Collectors.toCollection(java.util.TreeSet::new));
        Map<UUID, Long> known = table.versions(source, ids);
        Map<UUID, ViewUpdate> rows = new TreeMap<>();
        ids.forEach(id -> rows.put(id, new ViewUpdate(id, known.getOrDefault(id, 0L))));
        Map<UUID, NavigableMap<Long, HeldEvent>> held = new TreeMap<>();
        heldTable
                .find(source, ids)
                .forEach(event -> heldOf(held, event.orderId()).put(event.version(), event));
        return new Work(rows, held, new TreeMap<>(BY_ORDER_AND_VERSION));
    }

    private static final java.util.Comparator<HeldKey> BY_ORDER_AND_VERSION =
            java.util.Comparator.comparing(HeldKey::orderId).thenComparingLong(HeldKey::version);

    private static NavigableMap<Long, HeldEvent> heldOf(Map<UUID, NavigableMap<Long, HeldEvent>> held, UUID id) {
        return held.computeIfAbsent(id, key -> new TreeMap<>());
    }

    @Override
    public void handle(Delivery delivery, Work work) {
        UUID id = delivery.keyAsId();
        ViewUpdate row = work.rows().computeIfAbsent(id, key -> new ViewUpdate(key, 0));
        long version = delivery.sequence();
        if (version > row.version() + 1) {
            hold(delivery, id, version, work);
        } else if (version == row.version() + 1) {
            row.apply(patch(delivery.body(), timeOf(delivery)));
            drain(row, heldOf(work.held(), id));
        }
    }

    private void hold(Delivery delivery, UUID id, long version, Work work) {
        HeldEvent event = new HeldEvent(
                id, version, delivery.message().type(), delivery.message().payload(), timeOf(delivery));
        if (heldOf(work.held(), id).putIfAbsent(version, event) == null) {
            work.holding().put(new HeldKey(id, version), event);
        }
    }

    private void drain(ViewUpdate row, NavigableMap<Long, HeldEvent> held) {
        HeldEvent next = held.get(row.version() + 1);
        while (next != null) {
            row.apply(patch(codec.decode(next.payload(), source.type(next.type())), next.time()));
            next = held.get(row.version() + 1);
        }
    }

    private ObjectNode patch(Object body, Instant time) {
        return json.tree(source == ViewSource.ORDER ? ViewPatch.of(body) : Progress.of(body, time));
    }

    /** When the event happened, by its sender; a rebuild must come to the same document. */
    private static Instant timeOf(Delivery delivery) {
        String time = delivery.message().header(MessageHeaders.TIME);
        try {
            return time == null ? delivery.message().timestamp() : Instant.parse(time);
        } catch (DateTimeParseException e) {
            throw new UndecodableMessageException(MessageHeaders.TIME + " is no time", e);
        }
    }

    @Override
    public void flush(Work work) {
        List<ViewUpdate> changed =
                work.rows().values().stream().filter(ViewUpdate::changed).toList();
        table.write(source, changed);
        List<HeldEvent> stillHeld = work.holding().values().stream()
                .filter(event -> event.version() > versionOf(work, event.orderId()))
                .toList();
        heldTable.add(source, stillHeld, clock.instant());
        List<ViewUpdate> drained = changed.stream()
                .filter(row -> {
                    NavigableMap<Long, HeldEvent> held = work.held().get(row.orderId());
                    return held != null && !held.headMap(row.version(), true).isEmpty();
                })
                .toList();
        heldTable.remove(source, drained);
    }

    private static long versionOf(Work work, UUID id) {
        ViewUpdate row = work.rows().get(id);
        return row == null ? 0 : row.version();
    }
}
