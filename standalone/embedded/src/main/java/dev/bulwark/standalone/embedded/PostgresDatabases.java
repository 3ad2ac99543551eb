package dev.bulwark.standalone.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Databases of a PostgreSQL server, each with a login role of the same name that owns it and can connect to no other.
 *
 * <p>Works on any server the superuser reaches, embedded or not. Idempotent and additive: nothing is ever dropped.
 */
public final class PostgresDatabases {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    private final String address;
    private final String superuser;
    private final String superuserPassword;

    /** @param address {@code host:port} */
    public PostgresDatabases(String address, String superuser, String superuserPassword) {
        this.address = address;
        this.superuser = superuser;
        this.superuserPassword = superuserPassword;
    }

    /** Creates what is missing of database and role {@code name}; an existing role gets this password. */
    public void create(String name, String password) {
        administer("create database " + name, connection -> {
            // The text of CREATE ROLE holds the password: keep it out of the statement statistics.
            execute(connection, "SET pg_stat_statements.track_utility = off");
            String role = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
            execute(
                    connection,
                    role + " ROLE " + quoted(connection, name) + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD "
                            + literal(connection, password));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(
                        connection,
                        "CREATE DATABASE " + quoted(connection, name) + " OWNER " + quoted(connection, name));
            }
            shut(connection, name);
        });
    }

    /** Closes the maintenance databases to ordinary roles and makes statement statistics readable. */
    public void prepare() {
        administer("prepare PostgreSQL", connection -> {
            shut(connection, "postgres");
            shut(connection, "template1");
            execute(connection, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        });
    }

    /** For {@code DriverManager} or a data source; add parameters with {@code ?name=value}. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + address + "/" + database;
    }

    /** A superuser's connection; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", superuser);
        properties.setProperty("password", superuserPassword);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS));
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void administer(String task, Work work) {
        try (Connection connection = connect("postgres")) {
            work.on(connection);
        } catch (SQLException e) {
            throw Disk.failure(task + " on " + address, e);
        }
    }

    private static void shut(Connection connection, String database) throws SQLException {
        execute(connection, "REVOKE CONNECT, TEMPORARY ON DATABASE " + quoted(connection, database) + " FROM PUBLIC");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.enquoteIdentifier(name, true);
        }
    }

    private static String literal(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.enquoteLiteral(text);
        }
    }
}
