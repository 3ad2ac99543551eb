package dev.bulwark.saga.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import dev.bulwark.platform.messaging.inbox.ConflictException;
import dev.bulwark.saga.LogEntry;
import dev.bulwark.saga.OperatorNote;
import dev.bulwark.saga.SagaBatch;
import dev.bulwark.saga.SagaStore;
import dev.bulwark.saga.TrackedSaga;
import dev.bulwark.saga.domain.SagaState;
import dev.bulwark.saga.domain.Stuck;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link SagaStore} on PostgreSQL. Rows are locked before they are read, so the version guards against nothing but mistakes. */
final class JdbcSagaStore implements SagaStore {

    private static final String COLUMNS = """
            SELECT s.id, s.version, s.phase, s.attempt, s.started_at, s.asked_at, s.due_at, s.look_at, s.ended_at,
                   s.stuck_reason, s.state, o.placed
              FROM saga s JOIN saga_order o USING (id)
            """;

    private static final String LOCK = COLUMNS + " WHERE s.id = ANY (?) ORDER BY s.id FOR UPDATE OF s";

    private static final String LOCK_DUE =
            COLUMNS + " WHERE s.look_at <= ? ORDER BY s.look_at LIMIT ? FOR UPDATE OF s SKIP LOCKED";

    private static final String INSERT = """
            WITH fresh AS (
                SELECT * FROM unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[],
                                     ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                                     ?::text[], ?::text[])
                    AS r (id, version, phase, attempt, started_at, asked_at, due_at, look_at, updated_at, ended_at,
                          stuck_reason, state, placed)
            ), ordered AS (
                INSERT INTO saga_order (id, placed) SELECT id, placed::json FROM fresh ON CONFLICT DO NOTHING
            )
            INSERT INTO saga (id, version, phase, attempt, started_at, asked_at, due_at, look_at, updated_at, ended_at,
                              stuck_reason, state)
            SELECT id, version, phase, attempt, started_at, asked_at, due_at, look_at, updated_at, ended_at,
                   stuck_reason, state::json
              FROM fresh
            ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE saga s
               SET version = r.version, phase = r.phase, attempt = r.attempt, asked_at = r.asked_at, due_at = r.due_at,
                   look_at = r.look_at, updated_at = coalesce(r.updated_at, s.updated_at), ended_at = r.ended_at,
                   stuck_reason = r.stuck_reason, state = r.state::json, freed_at = coalesce(r.freed_at, s.freed_at)
              FROM unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[],
                          ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[])
                AS r (id, stored_version, version, phase, attempt, asked_at, due_at, look_at, updated_at, ended_at,
                      stuck_reason, state, freed_at)
             WHERE s.id = r.id AND s.version = r.stored_version
            """;

    private static final String APPEND = """
            INSERT INTO saga_log (saga_id, seq, at, cause, kind, phase, attempt, message_id, sent_id, detail, operator,
                                  reason)
            SELECT * FROM unnest(?::uuid[], ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::int[],
                                 ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[])
            """;

    private static final String EARLIEST =
            "SELECT look_at FROM saga WHERE look_at IS NOT NULL ORDER BY look_at LIMIT 1";

    private static final String CENSUS = """
            SELECT count(*) FILTER (WHERE stuck_reason IS NULL), count(*) FILTER (WHERE stuck_reason IS NOT NULL)
              FROM saga
             WHERE look_at IS NOT NULL OR stuck_reason IS NOT NULL
            """;

    private final JdbcTemplate jdbc;
    private final SagaRows rows;

    JdbcSagaStore(JdbcTemplate jdbc, SagaRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    @Override
    public SagaBatch lock(Collection<UUID> ids) {
        return new SagaBatch(jdbc.query(
                LOCK,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray())),
                (row, number) -> rows.tracked(row)));
    }

    @Override
    public SagaBatch lockDue(Instant upTo, int maxSagas) {
        OffsetDateTime time = upTo.atOffset(ZoneOffset.UTC);
        return new SagaBatch(jdbc.query(LOCK_DUE, (row, number) -> rows.tracked(row), time, maxSagas));
    }

    @Override
    public void save(SagaBatch batch) {
        List<TrackedSaga> changed = batch.sagas().stream()
                .filter(TrackedSaga::isChanged)
                .sorted(Comparator.comparing(TrackedSaga::id))
                .toList();
        insert(changed.stream().filter(TrackedSaga::isNew).toList());
        update(changed.stream().filter(saga -> !saga.isNew()).toList());
        append(changed.stream()
                .flatMap(saga -> saga.log().stream().map(entry -> new LogRow(saga.id(), entry)))
                .toList());
    }

    @Override
    public @Nullable Instant earliestLook() {
        List<Instant> found = jdbc.query(EARLIEST, (row, number) -> SagaRows.required(row, "look_at"));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public Census census() {
        return Objects.requireNonNull(
                jdbc.queryForObject(CENSUS, (row, number) -> new Census(row.getLong(1), row.getLong(2))));
    }

    private void insert(List<TrackedSaga> sagas) {
        execute(
                INSERT,
                sagas,
                columns -> columns.uuid(TrackedSaga::id)
                        .integer(TrackedSaga::version)
                        .text(saga -> saga.state().phase())
                        .integer(JdbcSagaStore::attempt)
                        .time(JdbcSagaStore::startedAt)
                        .time(JdbcSagaStore::askedAt)
                        .time(JdbcSagaStore::dueAt)
                        .time(TrackedSaga::lookAt)
                        .time(JdbcSagaStore::updatedAt)
                        .time(JdbcSagaStore::endedAt)
                        .text(JdbcSagaStore::stuckReason)
                        .text(saga -> rows.facts(saga.state()))
                        .text(saga -> rows.placed(saga.order())));
    }

    private void update(List<TrackedSaga> sagas) {
        execute(
                UPDATE,
                sagas,
                columns -> columns.uuid(TrackedSaga::id)
                        .integer(TrackedSaga::storedVersion)
                        .integer(TrackedSaga::version)
                        .text(saga -> saga.state().phase())
                        .integer(JdbcSagaStore::attempt)
                        .time(JdbcSagaStore::askedAt)
                        .time(JdbcSagaStore::dueAt)
                        .time(TrackedSaga::lookAt)
                        .time(JdbcSagaStore::updatedAt)
                        .time(JdbcSagaStore::endedAt)
                        .text(JdbcSagaStore::stuckReason)
                        .text(saga -> rows.facts(saga.state()))
                        .time(TrackedSaga::freedAt));
    }

    private void append(List<LogRow> entries) {
        execute(
                APPEND,
                entries,
                columns -> columns.uuid(LogRow::sagaId)
                        .integer(row -> row.entry().seq())
                        .time(row -> row.entry().at())
                        .text(row -> row.entry().cause())
                        .text(row -> row.entry().kind())
                        .text(row -> row.entry().phase())
                        .integer(row -> row.entry().attempt())
                        .uuid(row -> row.entry().messageId())
                        .uuid(row -> row.entry().sentId())
                        .text(row -> row.entry().detail())
                        .text(row -> signed(row.entry(), OperatorNote::operator))
                        .text(row -> signed(row.entry(), OperatorNote::reason)));
    }

    private <R> void execute(String sql, List<R> rows, Binding<R> binding) {
        if (rows.isEmpty()) {
            return;
        }
        Integer written =
                jdbc.execute((ConnectionCallback<Integer>) connection -> write(connection, sql, rows, binding));
        if (written == null || written != rows.size()) {
            throw new ConflictException(
                    "another transaction changed " + (rows.size() - (written == null ? 0 : written)) + " sagas first");
        }
    }

    private static <R> int write(Connection connection, String sql, List<R> rows, Binding<R> binding)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Columns<>(connection, statement, rows));
            return statement.executeUpdate();
        }
    }

    private static int attempt(TrackedSaga saga) {
        return saga.state() instanceof SagaState.Open open ? open.pending().attempt() : 0;
    }

    private static Instant startedAt(TrackedSaga saga) {
        return switch (saga.state()) {
            case SagaState.Open open -> open.startedAt();
            case SagaState.Ended ended -> ended.startedAt();
            case SagaState.NotStarted none -> throw new IllegalStateException("never began: " + saga.id());
        };
    }

    private static @Nullable Instant askedAt(TrackedSaga saga) {
        return saga.state() instanceof SagaState.Open open ? open.pending().askedAt() : null;
    }

    private static @Nullable Instant dueAt(TrackedSaga saga) {
        return saga.state() instanceof SagaState.Open open ? open.pending().dueAt() : null;
    }

    /** Null where only the timer's look was postponed. */
    private static @Nullable Instant updatedAt(TrackedSaga saga) {
        return saga.log().isEmpty() ? null : saga.log().getLast().at();
    }

    private static @Nullable Instant endedAt(TrackedSaga saga) {
        return saga.state() instanceof SagaState.Ended ended ? ended.endedAt() : null;
    }

    private static @Nullable String stuckReason(TrackedSaga saga) {
        Stuck stuck = saga.state() instanceof SagaState.Open open ? open.stuck() : null;
        return stuck == null ? null : stuck.reason();
    }

    private static @Nullable String signed(LogEntry entry, Function<OperatorNote, String> part) {
        return entry.note() == null ? null : part.apply(entry.note());
    }

    private record LogRow(UUID sagaId, LogEntry entry) {}

    @FunctionalInterface
    private interface Binding<R> {
        void bind(Columns<R> columns) throws SQLException;
    }
}
