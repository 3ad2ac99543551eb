package dev.bulwark.saga.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Binds a list of rows to a statement column by column, as the arrays that {@code unnest} takes apart again. */
final class Columns<R> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<R> rows;
    private int next = 1;

    Columns(Connection connection, PreparedStatement statement, List<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    Columns<R> uuid(Function<R, ? extends @Nullable Object> value) throws SQLException {
        return bind("uuid", value);
    }

    Columns<R> integer(Function<R, Integer> value) throws SQLException {
        return bind("int4", value);
    }

    Columns<R> text(Function<R, ? extends @Nullable Object> value) throws SQLException {
        return bind("text", row -> {
            Object found = value.apply(row);
            return found == null ? null : found.toString();
        });
    }

    Columns<R> time(Function<R, @Nullable Instant> value) throws SQLException {
        return bind("timestamptz", row -> {
            Instant found = value.apply(row);
            return found == null ? null : found.toString();
        });
    }

    private Columns<R> bind(String type, Function<R, ? extends @Nullable Object> value) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }
}
