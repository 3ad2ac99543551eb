package dev.bulwark.platform.http.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/**
 * A statement for many rows: each column is one array, which the statement takes apart with {@code unnest}. Its text and its number of parameters
 * are the same for any number of rows, so it is planned once and costs one round trip.
 *
 * <p>Parameters are bound in the order of the calls, columns and single values alike. Null elements are null columns; a {@code byte[]} is bound as it is.
 *
 * @param <R> what the rows are made from
 */
public final class MultiRowStatement<R> {

    @FunctionalInterface
    private interface Parameter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private final String sql;
    private final Collection<R> rows;
    private final List<Parameter> parameters = new ArrayList<>();

    private MultiRowStatement(String sql, Collection<R> rows) {
        this.sql = sql;
        this.rows = rows;
    }

    public static <R> MultiRowStatement<R> of(String sql, Collection<R> rows) {
        return new MultiRowStatement<>(sql, rows);
    }

    public MultiRowStatement<R> uuid(Function<? super R, @Nullable UUID> column) {
        return array("uuid", column);
    }

    /** Anything by its {@code toString()}. */
    public MultiRowStatement<R> text(Function<? super R, ? extends @Nullable Object> column) {
        return array("text", row -> {
            Object value = column.apply(row);
            return value == null ? null : value.toString();
        });
    }

    public MultiRowStatement<R> smallint(Function<? super R, @Nullable Short> column) {
        return array("int2", column);
    }

    public MultiRowStatement<R> integer(Function<? super R, @Nullable Integer> column) {
        return array("int4", column);
    }

    public MultiRowStatement<R> bigint(Function<? super R, @Nullable Long> column) {
        return array("int8", column);
    }

    public MultiRowStatement<R> bool(Function<? super R, @Nullable Boolean> column) {
        return array("bool", column);
    }

    public MultiRowStatement<R> bytes(Function<? super R, byte @Nullable []> column) {
        byte[] @Nullable [] values = new byte[rows.size()] @Nullable [];
        int i = 0;
        for (R row : rows) {
            values[i++] = column.apply(row);
        }
        return array("bytea", values);
    }

    public MultiRowStatement<R> date(Function<? super R, @Nullable LocalDate> column) {
        return array("date", row -> {
            LocalDate value = column.apply(row);
            return value == null ? null : value.toString();
        });
    }

    public MultiRowStatement<R> timestamp(Function<? super R, @Nullable Instant> column) {
        return array("timestamptz", row -> {
            Instant value = column.apply(row);
            return value == null ? null : value.toString();
        });
    }

    /** One value for all rows. */
    public MultiRowStatement<R> value(@Nullable Object value) {
        Object bound = value instanceof Instant instant ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
        parameters.add((statement, index) -> statement.setObject(index, bound));
        return this;
    }

    private MultiRowStatement<R> array(String type, Function<? super R, ? extends @Nullable Object> column) {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        int i = 0;
        for (R row : rows) {
            values[i++] = column.apply(row);
        }
        return array(type, values);
    }

    private MultiRowStatement<R> array(String type, @Nullable Object[] values) {
        parameters.add((statement, index) ->
                statement.setArray(index, statement.getConnection().createArrayOf(type, values)));
        return this;
    }

    /** Runs it; returns how many rows it changed. */
    public int update(JdbcOperations jdbc) {
        return jdbc.update(sql, this::bind);
    }

    /** Runs it; returns what its {@code RETURNING} or {@code SELECT} gives. */
    public <T extends @Nullable Object> List<T> query(JdbcOperations jdbc, RowMapper<T> mapper) {
        return jdbc.query(sql, this::bind, mapper);
    }

    private void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).set(statement, i + 1);
        }
    }
}
