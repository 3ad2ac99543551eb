package dev.bulwark.saga.persistence;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.saga.TrackedSaga;
import dev.bulwark.saga.domain.Ending;
import dev.bulwark.saga.domain.PendingCommand;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaState;
import dev.bulwark.saga.domain.Stuck;
import org.jspecify.annotations.Nullable;

/** Rows of {@code saga} and {@code saga_order} to states and back. */
final class SagaRows {

    private final MessageCodec codec;

    SagaRows(MessageCodec codec) {
        this.codec = codec;
    }

    TrackedSaga tracked(ResultSet row) throws SQLException {
        String placed = row.getString("placed");
        return TrackedSaga.stored(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                state(row),
                instant(row, "look_at"),
                () -> read(placed, PlacedOrder.class));
    }

    String facts(SagaState state) {
        return write(StoredFacts.of(state));
    }

    String placed(PlacedOrder order) {
        return write(order);
    }

    @Nullable
    Ending ending(ResultSet row) throws SQLException {
        return read(row.getString("state"), StoredFacts.class).toEnding();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        Instant value = instant(row, column);
        if (value == null) {
            throw new IllegalStateException("a saga without " + column + ": " + row.getString("id"));
        }
        return value;
    }

    private SagaState state(ResultSet row) throws SQLException {
        Phase phase = Phase.valueOf(row.getString("phase"));
        StoredFacts stored = read(row.getString("state"), StoredFacts.class);
        Instant startedAt = required(row, "started_at");
        return switch (phase.direction()) {
            case FORWARD, PIVOT -> new SagaState.Advancing(phase, startedAt, pending(row, stored), stored.facts());
            case UNDO -> {
                Ending ending = stored.toEnding();
                if (ending == null) {
                    throw new IllegalStateException("undone without a reason: " + row.getString("id"));
                }
                yield new SagaState.Undoing(phase, startedAt, pending(row, stored), stored.facts(), ending);
            }
            case END ->
                new SagaState.Ended(phase, startedAt, stored.facts(), stored.toEnding(), required(row, "ended_at"));
            case NONE -> throw new IllegalStateException("a row of a saga that never began: " + row.getString("id"));
        };
    }

    private static PendingCommand pending(ResultSet row, StoredFacts stored) throws SQLException {
        String stuckReason = row.getString("stuck_reason");
        return new PendingCommand(
                row.getInt("attempt"),
                required(row, "asked_at"),
                instant(row, "due_at"),
                stuckReason == null ? null : new Stuck(stuckReason, stored.deadLetter()));
    }

    private String write(Object value) {
        return new String(codec.encode(value), StandardCharsets.UTF_8);
    }

    private <T> T read(String json, Class<T> type) {
        return codec.decode(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
