package dev.bulwark.standalone.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a single broker that shares two cores with everything else. */
final class KafkaConfiguration {

    static final String CONTROLLER = "CONTROLLER";

    private static final String BROKER = "PLAINTEXT";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("inter.broker.listener.name", BROKER),
            Map.entry("auto.create.topics.enable", "false"),
            // After kill -9 the controller takes the old broker for alive until its session ends; the default is 9 s.
            Map.entry("broker.session.timeout.ms", "2000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // One broker: one replica of everything, internal topics included.
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            // Nobody waits for a second consumer to join at start-up.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "3"),
            Map.entry("background.threads", "2"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            // The cleaner must fit one whole segment of a compacted topic into its buffer: small segments, small
            // buffer.
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
            Map.entry("offsets.topic.segment.bytes", "16777216"),
            Map.entry("transaction.state.log.segment.bytes", "16777216"),
            Map.entry("log.index.size.max.bytes", "2097152"),
            // An idle controller writes a record twice a second otherwise.
            Map.entry("metadata.max.idle.interval.ms", "5000"));

    private KafkaConfiguration() {}

    static Properties of(int node, Path logs, int port, int controllerPort, Map<String, String> overrides) {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        properties.setProperty("node.id", String.valueOf(node));
        properties.setProperty("log.dirs", logs.toString());
        properties.setProperty("controller.quorum.voters", node + "@localhost:" + controllerPort);
        properties.setProperty(
                "listeners", BROKER + "://localhost:" + port + "," + CONTROLLER + "://localhost:" + controllerPort);
        properties.setProperty("advertised.listeners", BROKER + "://localhost:" + port);
        properties.putAll(overrides);
        return properties;
    }
}
