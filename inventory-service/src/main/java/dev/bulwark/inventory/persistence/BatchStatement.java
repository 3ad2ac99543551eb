package dev.bulwark.inventory.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** A statement for many rows: each column is one parameter, an array that the statement unnests. */
final class BatchStatement {

    /** The value of one parameter. */
    @FunctionalInterface
    interface Parameter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private BatchStatement() {}

    static PreparedStatement prepare(Connection connection, String sql, Parameter... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i].set(statement, i + 1);
        }
        return statement;
    }

    static Parameter array(String type, Collection<?> values) {
        Object[] elements = values.toArray();
        return (statement, index) ->
                statement.setArray(index, statement.getConnection().createArrayOf(type, elements));
    }

    /** One element a row. */
    static <T> Parameter array(
            String type, Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        @Nullable Object[] elements = new @Nullable Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            elements[i++] = column.apply(row);
        }
        return (statement, index) ->
                statement.setArray(index, statement.getConnection().createArrayOf(type, elements));
    }

    static Parameter instant(Instant value) {
        return (statement, index) -> statement.setObject(index, OffsetDateTime.ofInstant(value, ZoneOffset.UTC));
    }
}
