package dev.bulwark.platform.http.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import dev.bulwark.testing.Servers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class MultiRowStatementIT {

    private static final String INSERT = """
            INSERT INTO sample SELECT id, ?, name, small, number, big, flag, bytes, day, at
              FROM unnest(?::uuid[], ?::text[], ?::smallint[], ?::int[], ?::bigint[], ?::bool[], ?::bytea[], ?::date[], ?::timestamptz[])
                AS r (id, name, small, number, big, flag, bytes, day, at)
            """;

    private JdbcTemplate jdbc;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Row(
            UUID id,
            @Nullable String name,
            @Nullable Integer number,
            byte @Nullable [] bytes,
            @Nullable Instant at) {}

    @BeforeEach
    void freshTable() {
        jdbc = new JdbcTemplate(Servers.postgres().newDatabase("rows").dataSource());
        jdbc.execute(
                "CREATE TABLE sample (id uuid, batch timestamptz, name text, small smallint, number int, big bigint,"
                        + " flag bool, bytes bytea, day date, at timestamptz)");
    }

    private int insert(List<Row> rows) {
        return MultiRowStatement.of(INSERT, rows)
                .value(Instant.parse("2026-03-01T10:00:00Z"))
                .uuid(Row::id)
                .text(Row::name)
                .smallint(row -> row.number() == null ? null : row.number().shortValue())
                .integer(Row::number)
                .bigint(row -> row.number() == null ? null : row.number().longValue())
                .bool(row -> row.number() == null ? null : row.number() > 0)
                .bytes(Row::bytes)
                .date(row -> row.at() == null ? null : LocalDate.EPOCH)
                .timestamp(Row::at)
                .update(jdbc);
    }

    @Test
    void everyColumnComesBackAsItWasGivenNullsAmongThem() {
        Row full = new Row(
                new UUID(1, 1),
                "a \"quoted\", {braced} \\ 'name' NULL",
                7,
                "bytes\0".getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-28T23:59:59.123456Z"));
        Row empty = new Row(new UUID(2, 2), null, null, null, null);

        assertThat(insert(List.of(full, empty))).isEqualTo(2);

        List<Row> read = jdbc.query(
                "SELECT * FROM sample ORDER BY id",
                (row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("number", Integer.class),
                        row.getBytes("bytes"),
                        row.getTimestamp("at") == null
                                ? null
                                : row.getTimestamp("at").toInstant()));
        assertThat(read).usingRecursiveFieldByFieldElementComparator().containsExactly(full, empty);
        assertThat(jdbc.queryForList(
                        "SELECT small || ' ' || big || ' ' || flag || ' ' || day FROM sample", String.class))
                .containsExactly("7 7 true 1970-01-01", null);
    }

    @Test
    void noRowsChangeNothing() {
        assertThat(insert(List.of())).isZero();
    }

    @Test
    void whatIsReturnedIsMapped() {
        List<String> doubled = MultiRowStatement.of(
                        "SELECT name || ? FROM unnest(?::text[]) AS r (name) ORDER BY 1", List.of("b", "a"))
                .value("!")
                .text(name -> name)
                .query(jdbc, (row, n) -> row.getString(1));
        assertThat(doubled).containsExactly("a!", "b!");
    }
}
