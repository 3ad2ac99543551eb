package dev.bulwark.testing;

import dev.bulwark.standalone.embedded.PostgresDatabases;
import dev.bulwark.standalone.embedded.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Servers in containers; Testcontainers removes them when the JVM is gone. */
final class ContainerInfrastructure implements Infrastructure {

    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:17");
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");

    /** Why containers cannot be used here, or null when they can. */
    static @Nullable String obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return "Docker does not answer";
        }
        for (DockerImageName image : new DockerImageName[] {POSTGRES, KAFKA}) {
            try {
                new RemoteDockerImage(image).get();
            } catch (RuntimeException e) {
                return "Docker answers but has no image " + image;
            }
        }
        return null;
    }

    @Override
    public String name() {
        return "containers";
    }

    @Override
    @SuppressWarnings("resource") // Lives as long as the JVM.
    public TestPostgres startPostgres() {
        PostgreSQLContainer container = new PostgreSQLContainer(POSTGRES)
                .withUsername(PostgresServer.SUPERUSER)
                .withPassword(PostgresServer.SUPERUSER_PASSWORD)
                .withDatabaseName("postgres")
                // Sorts as the embedded server does.
                .withEnv(
                        "POSTGRES_INITDB_ARGS",
                        "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                // Replaces Testcontainers' own command, which turns fsync off.
                .withCommand(
                        "postgres",
                        "-c",
                        "max_connections=300",
                        "-c",
                        "idle_in_transaction_session_timeout=60s",
                        "-c",
                        "shared_preload_libraries=pg_stat_statements");
        container.start();
        String address = container.getHost() + ":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        PostgresDatabases databases =
                new PostgresDatabases(address, PostgresServer.SUPERUSER, PostgresServer.SUPERUSER_PASSWORD);
        databases.prepare();
        return new TestPostgres(address, databases);
    }

    @Override
    @SuppressWarnings("resource") // Lives as long as the JVM.
    public TestKafka startKafka() {
        KafkaContainer container = new KafkaContainer(KAFKA)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx384m -Xms128m");
        container.start();
        return new TestKafka(container.getBootstrapServers());
    }
}
