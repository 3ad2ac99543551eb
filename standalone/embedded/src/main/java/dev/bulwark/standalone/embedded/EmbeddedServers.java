package dev.bulwark.standalone.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Kafka on one data directory, which they keep to themselves by its {@link InstanceLock}. Started side by
 * side; stopped Kafka first, because nothing in it waits for the database.
 */
public final class EmbeddedServers implements AutoCloseable {

    private final InstanceLock lock;
    private final PostgresServer postgres;
    private final KafkaServer kafka;

    private EmbeddedServers(InstanceLock lock, PostgresServer postgres, KafkaServer kafka) {
        this.lock = lock;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /**
     * Each port may be 0: any free one. When one server cannot start, the other is stopped again.
     *
     * @param kafkaSettings broker settings that replace the defaults
     * @throws EmbeddedServerException with one line for the person at the terminal
     */
    public static EmbeddedServers start(
            Path data, int postgresPort, int kafkaPort, int kafkaControllerPort, Map<String, String> kafkaSettings) {
        Path directory = Disk.directory(data);
        InstanceLock lock = InstanceLock.acquire(directory);
        CompletableFuture<PostgresServer> postgres = CompletableFuture.supplyAsync(
                () -> PostgresServer.start(directory.resolve("postgres"), postgresPort), Thread::startVirtualThread);
        KafkaServer kafka;
        try {
            kafka = KafkaServer.start(directory.resolve("kafka"), kafkaPort, kafkaControllerPort, kafkaSettings);
        } catch (RuntimeException e) {
            postgres.handle((server, failure) -> server)
                    .thenAccept(EmbeddedServers::closeIfStarted)
                    .join();
            lock.close();
            throw e;
        }
        try {
            return new EmbeddedServers(lock, postgres.join(), kafka);
        } catch (CompletionException e) {
            kafka.close();
            lock.close();
            throw e.getCause() instanceof EmbeddedServerException cause ? cause : e;
        }
    }

    private static void closeIfStarted(@Nullable PostgresServer server) {
        if (server != null) {
            server.close();
        }
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaServer kafka() {
        return kafka;
    }

    @Override
    public void close() {
        try (lock;
                postgres;
                kafka) {
            // Closes in reverse order, each even when the one before it failed.
        }
    }
}
