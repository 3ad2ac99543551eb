package dev.bulwark.simulation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import dev.bulwark.platform.messaging.inbox.ConflictException;
import dev.bulwark.saga.SagaBatch;
import dev.bulwark.saga.SagaStore;
import dev.bulwark.saga.TrackedSaga;
import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaState;
import org.jspecify.annotations.Nullable;

/** Sagas at rest. */
final class SagaTable implements SagaStore {

    record Row(int version, SagaState state, @Nullable Instant lookAt, PlacedOrder order) {}

    private final Database database;
    private final World world;
    private final Map<UUID, Row> rows = new TreeMap<>();

    SagaTable(Database database, World world) {
        this.database = database;
        this.world = world;
    }

    Map<UUID, Row> rows() {
        return rows;
    }

    @Override
    public SagaBatch lock(Collection<UUID> ids) {
        database.requireOpen();
        List<TrackedSaga> found = new ArrayList<>();
        for (UUID id : ids) {
            Row row = rows.get(id);
            if (row != null) {
                found.add(tracked(id, row));
            }
        }
        return new SagaBatch(found);
    }

    @Override
    public SagaBatch lockDue(Instant upTo, int maxSagas) {
        database.requireOpen();
        return new SagaBatch(rows.entrySet().stream()
                .filter(entry -> lookAt(entry.getValue()) <= upTo.toEpochMilli())
                .sorted(Comparator.comparingLong(entry -> lookAt(entry.getValue())))
                .limit(maxSagas)
                .map(entry -> tracked(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static long lookAt(Row row) {
        return row.lookAt() == null ? Long.MAX_VALUE : row.lookAt().toEpochMilli();
    }

    private static TrackedSaga tracked(UUID id, Row row) {
        return TrackedSaga.stored(id, row.version(), row.state(), row.lookAt(), row::order);
    }

    @Override
    public void save(SagaBatch batch) {
        for (TrackedSaga saga : batch.sagas()) {
            if (saga.isChanged()) {
                save(saga);
            }
        }
    }

    private void save(TrackedSaga saga) {
        Row before = rows.get(saga.id());
        if ((before == null ? 0 : before.version()) != saga.storedVersion()) {
            throw new ConflictException("another transaction changed the saga first");
        }
        if (before != null
                && before.state() instanceof SagaState.Ended
                && !before.state().equals(saga.state())) {
            throw new Violation(
                    Invariant.I1_FINAL,
                    "the saga of " + world.shortName(saga.id().toString()) + " had ended and is now "
                            + saga.state().phase());
        }
        PlacedOrder order = before == null ? saga.order() : before.order();
        database.put(rows, saga.id(), new Row(saga.version(), saga.state(), saga.lookAt(), order));
        world.trace(() -> "saga of " + world.shortName(saga.id().toString()) + " is "
                + saga.state().phase());
    }

    @Override
    public @Nullable Instant earliestLook() {
        return rows.values().stream()
                .map(Row::lookAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public Census census() {
        throw new UnsupportedOperationException("nobody counts here");
    }
}
