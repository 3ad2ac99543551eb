package dev.bulwark.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.bulwark.standalone.embedded.PostgresDatabases;

/**
 * What a database executed since a moment, as the server itself counts it ({@code pg_stat_statements}), the same in
 * containers and embedded. A JDBC batch counts as the statements the driver sent: a batch of 500 updates is 500; of 500
 * inserts with {@code reWriteBatchedInserts} a handful.
 *
 * <p>Counts every session of the database: background work of the same application shows up too, unless filtered out by
 * {@link #ignoring}. Literals are shown as {@code $1}.
 */
public final class StatementCount {

    private static final String CALLS = """
            SELECT s.query, sum(s.calls) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
            WHERE d.datname = ? GROUP BY s.query""";

    private final TestDatabase database;
    private final PostgresDatabases superuser;
    private final Predicate<String> ignored;
    private Map<String, Long> before;

    private StatementCount(
            TestDatabase database, PostgresDatabases superuser, Predicate<String> ignored, Map<String, Long> before) {
        this.database = database;
        this.superuser = superuser;
        this.ignored = ignored;
        this.before = before;
    }

    /** Counts from now on. */
    public static StatementCount on(TestDatabase database) {
        return on(database, Servers.postgres().asSuperuser());
    }

    static StatementCount on(TestDatabase database, PostgresDatabases superuser) {
        return new StatementCount(database, superuser, query -> false, calls(database, superuser));
    }

    /** The same count without the queries that match, such as a relay's polling. */
    public StatementCount ignoring(Predicate<String> query) {
        return new StatementCount(database, superuser, ignored.or(query), before);
    }

    /** Starts again from now. */
    public void reset() {
        before = calls(database, superuser);
    }

    /** Executions per query since then, transaction control included. */
    public Map<String, Long> byQuery() {
        Map<String, Long> since = new TreeMap<>();
        calls(database, superuser).forEach((query, calls) -> {
            long executed = calls - before.getOrDefault(query, 0L);
            if (executed > 0 && !ignored.test(query)) {
                since.put(query, executed);
            }
        });
        return since;
    }

    /** Statements without {@code BEGIN}, {@code COMMIT}, {@code ROLLBACK}, {@code SET}, {@code SHOW}, {@code SAVEPOINT}, {@code RELEASE}. */
    public long statements() {
        return sum(query -> !isControl(query));
    }

    /** Transactions that the application ended by {@code COMMIT}; single statements in auto-commit are not among them. */
    public long commits() {
        return sum(query -> query.toUpperCase(Locale.ROOT).startsWith("COMMIT"));
    }

    private long sum(Predicate<String> counted) {
        return byQuery().entrySet().stream()
                .filter(entry -> counted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean isControl(String query) {
        return query.strip()
                .toUpperCase(Locale.ROOT)
                .matches("(?s)(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SET|SHOW|SAVEPOINT|RELEASE|DISCARD)\\b.*");
    }

    private static Map<String, Long> calls(TestDatabase database, PostgresDatabases superuser) {
        try (Connection connection = superuser.connect("postgres");
                PreparedStatement statement = connection.prepareStatement(CALLS)) {
            statement.setString(1, database.name());
            Map<String, Long> calls = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    calls.put(rows.getString(1), rows.getLong(2));
                }
            }
            return calls;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the statement statistics", e);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byQuery()
                .forEach((query, calls) -> text.append(calls)
                        .append(" x ")
                        .append(query.replaceAll("\\s+", " "))
                        .append('\n'));
        return text.toString();
    }
}
