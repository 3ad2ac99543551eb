package dev.bulwark.saga;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaState;
import org.jspecify.annotations.Nullable;

/** A saga in the hands of one transaction: its row locked, what changed remembered until it is written. */
public final class TrackedSaga {

    private final UUID id;
    private final int storedVersion;
    private final @Nullable Instant storedLookAt;
    private final Supplier<PlacedOrder> order;
    private final List<LogEntry> log = new ArrayList<>(2);
    private SagaState state;
    private @Nullable Instant lookAt;
    private @Nullable Instant freedAt;

    private TrackedSaga(
            UUID id, int storedVersion, SagaState state, @Nullable Instant lookAt, Supplier<PlacedOrder> order) {
        this.id = id;
        this.storedVersion = storedVersion;
        this.state = state;
        this.storedLookAt = lookAt;
        this.lookAt = lookAt;
        this.order = order;
    }

    /** A saga whose row doesn't exist yet. */
    public static TrackedSaga begin(UUID id, PlacedOrder order) {
        return new TrackedSaga(id, 0, new SagaState.NotStarted(), null, () -> order);
    }

    /** @param order read only when a command needs it */
    public static TrackedSaga stored(
            UUID id, int version, SagaState state, @Nullable Instant lookAt, Supplier<PlacedOrder> order) {
        return new TrackedSaga(id, version, state, lookAt, order);
    }

    public UUID id() {
        return id;
    }

    public SagaState state() {
        return state;
    }

    public PlacedOrder order() {
        return order.get();
    }

    public boolean isNew() {
        return storedVersion == 0;
    }

    /** The version the row has in the database; 0 if there is none. */
    public int storedVersion() {
        return storedVersion;
    }

    public int version() {
        return storedVersion + log.size();
    }

    public List<LogEntry> log() {
        return log;
    }

    /** When the timer has to look at it; null for never. */
    public @Nullable Instant lookAt() {
        return lookAt;
    }

    public boolean isChanged() {
        return !log.isEmpty() || !java.util.Objects.equals(lookAt, storedLookAt);
    }

    /** When it ceased to be stuck, if it did so in this transaction. */
    public @Nullable Instant freedAt() {
        return freedAt;
    }

    void moveTo(SagaState next, LogEntry entry) {
        if (isStuck(state) && !isStuck(next)) {
            freedAt = entry.at();
        }
        state = next;
        log.add(entry);
        Instant due = dueAt();
        boolean looksEarlyEnough = due != null && lookAt != null && !lookAt.isAfter(due) && lookAt.isAfter(entry.at());
        if (!looksEarlyEnough) {
            lookAt = due;
        }
    }

    private static boolean isStuck(SagaState state) {
        return state instanceof SagaState.Open open && open.stuck() != null;
    }

    /** The timer looked too early, or in vain. */
    void lookAgain(@Nullable Instant at) {
        lookAt = at;
    }

    /** When the timer has something to do; null for never. */
    @Nullable
    Instant dueAt() {
        return state instanceof SagaState.Open open ? open.pending().dueAt() : null;
    }
}
