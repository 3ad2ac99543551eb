package dev.bulwark.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import dev.bulwark.contracts.Topics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a suite may rely on, wherever the servers come from. They live as long as the JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TestServersContract {

    private TestPostgres postgres;
    private TestKafka kafka;

    abstract Infrastructure infrastructure();

    @BeforeAll
    void start() {
        Infrastructure infrastructure = infrastructure();
        postgres = infrastructure.startPostgres();
        kafka = infrastructure.startKafka();
    }

    @Test
    void postgres_is_as_durable_as_in_production() throws Exception {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            assertThat(ask("SHOW " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(ask("SHOW server_version")).startsWith("17.");
        assertThat(ask("SHOW max_connections")).isEqualTo("300");
    }

    @Test
    void text_sorts_the_same_everywhere() throws Exception {
        assertThat(ask("SELECT string_agg(t, '' ORDER BY t) FROM (VALUES ('b'), ('B'), ('a'), ('é'), ('_')) v(t)"))
                .isEqualTo("B_abé");
    }

    @Test
    void every_database_is_fresh_and_out_of_reach_of_the_others() throws Exception {
        TestDatabase first = postgres.newDatabase("payments");
        TestDatabase second = postgres.newDatabase("payments");

        assertThat(first.name()).startsWith("payments_").isNotEqualTo(second.name());
        try (Connection connection = first.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (id int)");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(second.url(), first.user(), first.password())
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> DriverManager.getConnection(first.url(), first.user(), "wrong")
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void statements_and_commits_are_counted_by_the_server() throws Exception {
        TestDatabase database = postgres.newDatabase("counted");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE thing (id int PRIMARY KEY)");
            StatementCount count = StatementCount.on(database, postgres.asSuperuser());
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO thing SELECT * FROM unnest(?)")) {
                insert.setArray(1, connection.createArrayOf("int", new Integer[] {1, 2, 3}));
                insert.executeUpdate();
            }
            statement.execute("UPDATE thing SET id = id + 10");
            statement.execute("UPDATE thing SET id = id + 10");
            connection.commit();

            assertThat(count.statements()).as(count.toString()).isEqualTo(3);
            assertThat(count.commits()).isEqualTo(1);
            assertThat(count.ignoring(query -> query.startsWith("UPDATE")).statements())
                    .isEqualTo(1);
            count.reset();
            assertThat(count.byQuery()).isEmpty();
        }
    }

    @Test
    void a_probe_reads_back_what_it_sent_with_headers() {
        String topic = kafka.newTopic("probe");
        try (KafkaProbe probe = kafka.probe()) {
            probe.send(topic, "order-1", "{\"a\":1}", Map.of("ce_id", "m-1"));
            probe.send(topic, "order-1", "{\"a\":2}", Map.of());
            probe.send(topic, "order-2", new byte[] {0, -1}, Map.of());
            probe.send(topic, null, (byte[]) null, Map.of());

            assertThat(probe.records(topic)).hasSize(4);
            assertThat(probe.records(topic, "order-1"))
                    .extracting(KafkaProbe::text)
                    .containsExactly("{\"a\":1}", "{\"a\":2}");
            assertThat(KafkaProbe.header(probe.records(topic, "order-1").getFirst(), "ce_id"))
                    .isEqualTo("m-1");
            assertThat(KafkaProbe.header(probe.records(topic, "order-2").getFirst(), "ce_id"))
                    .isNull();
            assertThat(probe.lag("nobody", topic)).isEqualTo(4);
        }
    }

    @Test
    void the_topics_of_the_contracts_can_be_written_at_once_and_no_other_appears() {
        kafka.createContractTopics();
        kafka.createContractTopics();

        try (KafkaProbe probe = kafka.probe()) {
            for (String topic : Topics.ALL) {
                probe.send(topic, "k", "v", Map.of());
            }
            assertThat(probe.records(Topics.SAGA_REPLIES)).isNotEmpty();
        }
        assertThat(kafka.newTopic("own")).isNotEqualTo(kafka.newTopic("own"));
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = postgres.asSuperuser().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
