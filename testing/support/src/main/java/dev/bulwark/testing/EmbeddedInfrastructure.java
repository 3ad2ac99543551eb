package dev.bulwark.testing;

import java.nio.file.Path;

import dev.bulwark.standalone.embedded.KafkaServer;
import dev.bulwark.standalone.embedded.PostgresServer;

/** Servers of this JVM on a temporary directory and free ports; stopped, and their directory deleted, at its end. */
final class EmbeddedInfrastructure implements Infrastructure {

    private final Path directory;

    EmbeddedInfrastructure() {
        directory = TemporaryDirectories.create();
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public TestPostgres startPostgres() {
        PostgresServer server = PostgresServer.start(directory.resolve(TemporaryDirectories.POSTGRES), 0);
        AtExit.close(server);
        return new TestPostgres(server.address(), server.databases());
    }

    @Override
    public TestKafka startKafka() {
        KafkaServer server = KafkaServer.start(directory.resolve("kafka"), 0, 0);
        AtExit.close(server);
        return new TestKafka(server.bootstrapServers());
    }
}
