package dev.bulwark.standalone.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerIT {

    private Path directory;
    private PostgresServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        this.directory = directory;
        server = PostgresServer.start(directory.resolve("pg"), 0);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void is_durable_and_sized_as_documented() throws Exception {
        assertThat(show("fsync")).isEqualTo("on");
        assertThat(show("synchronous_commit")).isEqualTo("on");
        assertThat(show("full_page_writes")).isEqualTo("on");
        assertThat(show("max_connections")).isEqualTo("300");
        assertThat(show("shared_buffers")).isEqualTo("256MB");
        assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("1min");
        assertThat(show("server_version")).startsWith("17.");
    }

    @Test
    void a_role_owns_its_database_and_reaches_no_other() throws Exception {
        server.databases().create("mine", "secret-1");
        server.databases().create("yours", "secret-2");

        try (Connection mine = login("mine", "mine", "secret-1");
                Statement statement = mine.createStatement()) {
            statement.execute("CREATE SCHEMA inner_room");
            statement.execute("CREATE TABLE thing (id int)");
        }
        for (String other : new String[] {"yours", "postgres", "template1"}) {
            assertThatThrownBy(() -> login(other, "mine", "secret-1").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database");
        }
        assertThatThrownBy(() -> login("mine", "mine", "wrong").close())
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> login("mine", "postgres", "").close()).isInstanceOf(SQLException.class);
    }

    @Test
    void databases_are_created_once_and_a_changed_password_holds() throws Exception {
        server.databases().create("again", "old'password");
        try (Connection connection = login("again", "again", "old'password");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id int)");
        }

        server.databases().create("again", "new");

        try (Connection connection = login("again", "again", "new");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO kept VALUES (1)");
        }
    }

    @Test
    void passwords_stay_out_of_the_statement_statistics() throws Exception {
        server.databases().create("discreet", "a-most-secret-word");

        try (Connection connection = server.databases().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_statements WHERE query LIKE '%a-most-secret%word%'")) {
            rows.next();
            // The asking statement itself is recorded only after it has run.
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void a_second_server_on_the_directory_is_refused() {
        assertThatThrownBy(() -> PostgresServer.start(directory.resolve("pg"), 0))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("in use by another instance");
        assertThat(server.adopted()).isFalse();
    }

    @Test
    void a_port_in_use_leaves_nothing_behind_and_the_directory_usable() throws Exception {
        Path other = directory.resolve("other");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PostgresServer.start(other, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + ", wanted by PostgreSQL, is in use");
        }
        assertThat(Postmaster.of(other.resolve("cluster"))).isEmpty();

        PostgresServer.start(other, 0).close();

        assertThat(Postmaster.of(other.resolve("cluster"))).isEmpty();
    }

    @Test
    void its_own_reason_is_passed_on_in_one_line() {
        assertThatThrownBy(() -> PostgresServer.start(directory.resolve("odd"), 0, Map.of("shared_buffers", "many")))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("shared_buffers")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_cluster_of_another_version_is_refused_untouched() throws Exception {
        Path version = Files.createDirectories(directory.resolve("old/cluster")).resolve("PG_VERSION");
        Files.writeString(version, "16\n");

        assertThatThrownBy(() -> PostgresServer.start(directory.resolve("old"), 0))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("PostgreSQL 16");
        assertThat(version).hasContent("16");
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = server.databases().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection login(String database, String role, String password) throws SQLException {
        return DriverManager.getConnection(server.databases().jdbcUrl(database), role, password);
    }
}
