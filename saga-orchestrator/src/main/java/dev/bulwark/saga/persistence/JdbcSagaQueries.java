package dev.bulwark.saga.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.bulwark.saga.LogEntry;
import dev.bulwark.saga.OperatorNote;
import dev.bulwark.saga.SagaQueries;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.Trigger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@link SagaQueries} on PostgreSQL. Pages follow the ids, which are times. Open and stuck sagas are found by their small indexes,
 * ended ones by walking back through the newest; a statement ends with its request's deadline.
 */
final class JdbcSagaQueries implements SagaQueries {

    private static final String OVERVIEW = """
            SELECT id, phase, attempt, started_at, updated_at, asked_at, due_at, ended_at, stuck_reason, state FROM saga
            """;

    private static final String LOG = """
            SELECT seq, at, cause, kind, phase, attempt, message_id, sent_id, detail, operator,
                   reason
              FROM saga_log WHERE saga_id = ? ORDER BY seq
            """;

    private final JdbcClient jdbc;
    private final SagaRows rows;

    JdbcSagaQueries(JdbcClient jdbc, SagaRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    @Override
    public List<Overview> list(Filter filter) {
        StringBuilder sql = new StringBuilder(OVERVIEW).append(" WHERE true");
        if (filter.before() != null) {
            sql.append(" AND id < :before");
        }
        if (!filter.phases().isEmpty()) {
            sql.append(" AND phase IN (:phases)");
            if (filter.phases().stream().allMatch(Phase::isOpen)) {
                sql.append(" AND (look_at IS NOT NULL OR stuck_reason IS NOT NULL)"); // implied; lets the indexes serve
            }
        }
        if (filter.stuck() != null) {
            sql.append(filter.stuck() ? " AND stuck_reason IS NOT NULL" : " AND stuck_reason IS NULL");
        }
        sql.append(" ORDER BY id DESC LIMIT :limit");
        return jdbc.sql(sql.toString())
                .param("before", filter.before())
                .param("phases", filter.phases().stream().map(Phase::name).toList())
                .param("limit", filter.limit())
                .query((row, number) -> overview(row))
                .list();
    }

    @Override
    public Optional<Timeline> timeline(UUID id) {
        return jdbc.sql(OVERVIEW + " WHERE id = ?")
                .param(id)
                .query((row, number) -> overview(row))
                .optional()
                .map(saga -> new Timeline(saga, log(id)));
    }

    private List<LogEntry> log(UUID id) {
        return jdbc.sql(LOG)
                .param(id)
                .query((row, number) -> new LogEntry(
                        row.getInt("seq"),
                        SagaRows.required(row, "at"),
                        Trigger.valueOf(row.getString("cause")),
                        Decision.Kind.valueOf(row.getString("kind")),
                        Phase.valueOf(row.getString("phase")),
                        row.getInt("attempt"),
                        row.getObject("message_id", UUID.class),
                        row.getObject("sent_id", UUID.class),
                        row.getString("detail"),
                        note(row)))
                .list();
    }

    private static @Nullable OperatorNote note(ResultSet row) throws SQLException {
        String operator = row.getString("operator");
        return operator == null ? null : new OperatorNote(operator, row.getString("reason"));
    }

    private Overview overview(ResultSet row) throws SQLException {
        return new Overview(
                row.getObject("id", UUID.class),
                Phase.valueOf(row.getString("phase")),
                row.getInt("attempt"),
                SagaRows.required(row, "started_at"),
                SagaRows.required(row, "updated_at"),
                SagaRows.instant(row, "asked_at"),
                SagaRows.instant(row, "due_at"),
                SagaRows.instant(row, "ended_at"),
                row.getString("stuck_reason"),
                rows.ending(row));
    }
}
