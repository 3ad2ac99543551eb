package dev.bulwark.standalone.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this process: broker and controller in one, on a data directory of its own.
 *
 * <p>Guarantees: topics and records survive restarts and kill -9 of the process. It listens on the loopback address only,
 * without authentication. Topics are never created by accident.
 *
 * <p>Not promised: a single broker leaves flushing to the operating system, so a machine that loses power can lose
 * acknowledged records. A data directory that vanishes, or a disk that fills up while it runs, makes Kafka halt the process.
 * Its threads are no daemons: a {@code main} that fails must close it, or exit.
 */
public final class KafkaServer implements AutoCloseable {

    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final InstanceLock lock;
    private final int port;
    private boolean closed;

    private KafkaServer(KafkaRaftServer server, InstanceLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * @param port of the broker, 0 = any free one
     * @param controllerPort likewise, used by the broker alone
     */
    public static KafkaServer start(Path directory, int port, int controllerPort) {
        return start(directory, port, controllerPort, Map.of());
    }

    /**
     * @param directory created if missing; holds the log and the lock
     * @param settings broker settings that replace the defaults
     * @throws EmbeddedServerException port or directory in use, disk full, or Kafka's own reason
     */
    public static KafkaServer start(Path directory, int port, int controllerPort, Map<String, String> settings) {
        Path absolute = Disk.directory(directory);
        InstanceLock lock = InstanceLock.acquire(absolute);
        try {
            List<Integer> ports = Ports.resolve(port, controllerPort);
            // Kafka would end the whole process over a port in use.
            Ports.requireFree(ports.getFirst(), "Kafka");
            Ports.requireFree(ports.getLast(), "Kafka's controller");
            Path logs = absolute.resolve("log");
            format(logs);
            KafkaRaftServer server = new KafkaRaftServer(
                    new KafkaConfig(
                            KafkaConfiguration.of(NODE, logs, ports.getFirst(), ports.getLast(), settings), false),
                    Time.SYSTEM);
            server.startup();
            return new KafkaServer(server, lock, ports.getFirst());
        } catch (EmbeddedServerException e) {
            lock.close();
            throw e;
        } catch (Exception e) {
            lock.close();
            throw Disk.failure("start Kafka in " + absolute, e);
        }
    }

    private static void format(Path logs) throws Exception {
        Files.createDirectories(logs);
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(clusterId(logs))
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(KafkaConfiguration.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(silent)
                    .run();
        }
    }

    private static String clusterId(Path logs) throws IOException {
        Path file = logs.resolve("meta.properties");
        if (!Files.exists(file)) {
            return Uuid.randomUuid().toString();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        String id = properties.getProperty("cluster.id");
        if (id == null) {
            throw new EmbeddedServerException(
                    file + " names no cluster: the directory is damaged; restore it, or choose another");
        }
        return id;
    }

    /** Creates what is missing and returns when every partition can be written. See {@link KafkaTopics}. */
    public void createTopics(Collection<KafkaTopic> topics) {
        KafkaTopics.create(bootstrapServers(), topics);
    }

    public int port() {
        return port;
    }

    /** {@code host:port} */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Flushes everything and waits until the broker's threads are gone. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }
}
