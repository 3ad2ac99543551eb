package dev.bulwark.saga.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.Trigger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our own sagas: a page is one walk along the primary key, and one along the small index of interventions. */
final class JdbcSagaSource implements Source<Fact.Saga> {

    private static final String SAGAS = """
            SELECT id, phase, started_at, ended_at, stuck_reason, freed_at FROM saga
             WHERE id >= ? AND id <> ? ORDER BY id LIMIT ?
            """;

    private static final String INTERVENTIONS = """
            SELECT saga_id, at, cause, operator, reason FROM saga_log
             WHERE operator IS NOT NULL AND saga_id BETWEEN ? AND ? ORDER BY saga_id, seq
            """;

    private static final UUID NONE = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final int pageRows;

    JdbcSagaSource(JdbcClient jdbc, int pageRows) {
        this.jdbc = jdbc;
        this.pageRows = pageRows;
    }

    @Override
    public String name() {
        return "saga-orchestrator";
    }

    @Override
    public Page<Fact.Saga> page(IdRange range, @Nullable String cursor) {
        UUID after = cursor == null ? UuidOrder.before(range.first()) : UUID.fromString(cursor);
        int limit = range.pageRows(pageRows);
        List<Fact.Saga> sagas = read(after, after, limit);
        return new Page<>(
                sagas,
                List.of(),
                sagas.size() < limit ? null : sagas.getLast().orderId().toString());
    }

    @Override
    public List<Fact.Saga> of(UUID orderId) {
        return read(orderId, NONE, 1).stream()
                .filter(saga -> saga.orderId().equals(orderId))
                .toList();
    }

    private List<Fact.Saga> read(UUID from, UUID except, int limit) {
        List<Fact.Saga> sagas = jdbc.sql(SAGAS)
                .params(from, except, limit)
                .query(JdbcSagaSource::saga)
                .list();
        if (sagas.isEmpty()) {
            return sagas;
        }
        Map<UUID, List<Intervened>> interventions = jdbc
                .sql(INTERVENTIONS)
                .params(sagas.getFirst().orderId(), sagas.getLast().orderId())
                .query(JdbcSagaSource::intervened)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Intervened::saga));
        return interventions.isEmpty()
                ? sagas
                : sagas.stream()
                        .map(saga -> helped(saga, interventions.getOrDefault(saga.orderId(), List.of())))
                        .toList();
    }

    private record Intervened(UUID saga, Trigger cause, Fact.Saga.Abandoned by) {}

    private static Intervened intervened(ResultSet row, int number) throws SQLException {
        Instant at = Objects.requireNonNull(instant(row, "at"));
        return new Intervened(
                row.getObject("saga_id", UUID.class),
                Trigger.valueOf(row.getString("cause")),
                new Fact.Saga.Abandoned(row.getString("operator"), row.getString("reason"), at));
    }

    private static Fact.Saga helped(Fact.Saga saga, List<Intervened> interventions) {
        if (interventions.isEmpty()) {
            return saga;
        }
        Fact.Saga.Abandoned abandoned = interventions.stream()
                .filter(one -> one.cause() == Trigger.ABANDONMENT_ASKED)
                .map(Intervened::by)
                .findFirst()
                .orElse(null);
        return new Fact.Saga(
                saga.orderId(),
                saga.phase(),
                saga.startedAt(),
                saga.endedAt(),
                saga.stuckReason(),
                later(saga.helpedAt(), interventions.getLast().by().at()),
                abandoned);
    }

    private static Instant later(@Nullable Instant freedAt, Instant intervenedAt) {
        return freedAt != null && freedAt.isAfter(intervenedAt) ? freedAt : intervenedAt;
    }

    private static Fact.Saga saga(ResultSet row, int number) throws SQLException {
        Instant startedAt = instant(row, "started_at");
        if (startedAt == null) {
            throw new IllegalStateException("a saga that never began: " + row.getString("id"));
        }
        return new Fact.Saga(
                row.getObject("id", UUID.class),
                Phase.valueOf(row.getString("phase")),
                startedAt,
                instant(row, "ended_at"),
                row.getString("stuck_reason"),
                instant(row, "freed_at"),
                null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
