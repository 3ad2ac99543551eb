package dev.bulwark.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import dev.bulwark.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What the servers have done so far, by their own count. */
record Counters(long transactions, long statements, long walBytes, long records) {

    static Counters read(Servers servers) throws SQLException, InterruptedException {
        try (Connection connection = servers.connect("postgres");
                Statement statement = connection.createStatement()) {
            return new Counters(
                    number(
                            statement,
                            "SELECT sum(xact_commit)::bigint FROM pg_stat_database WHERE datname NOT IN ('postgres', 'template0', 'template1')"),
                    number(
                            statement,
                            "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
                                    + " WHERE d.datname <> 'postgres' AND query !~* '^(begin|commit|rollback)'"),
                    number(statement, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"),
                    records(servers.kafka()));
        }
    }

    Counters minus(Counters earlier) {
        return new Counters(
                transactions - earlier.transactions,
                statements - earlier.statements,
                walBytes - earlier.walBytes,
                records - earlier.records);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static long records(String bootstrap) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(Topics.ALL).allTopicNames().get();
            Map<TopicPartition, OffsetSpec> ends = topics.values().stream()
                    .flatMap(topic ->
                            topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker doesn't tell its offsets", e.getCause());
        }
    }

    /** Addresses of the servers under the platform. */
    record Servers(String postgres, String kafka) {

        /** As the embedded server's superuser. */
        Connection connect(String database) throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + postgres + "/" + database, "postgres", "bulwark-dev");
        }
    }
}
