package dev.bulwark.standalone;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.bulwark.contracts.Topics;
import dev.bulwark.standalone.embedded.EmbeddedServers;
import dev.bulwark.standalone.embedded.KafkaTopic;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Kafka, embedded or given; with every module's databases and topics when they are ours. */
final class Infrastructure implements AutoCloseable {

    static final String DEVELOPMENT_PASSWORD = "bulwark-dev";
    private static final int PARTITIONS = 8;
    private static final String SERVERS = "PostgreSQL and Kafka";

    private final String postgres;
    private final String kafka;
    private final @Nullable EmbeddedServers servers;

    private Infrastructure(String postgres, String kafka, @Nullable EmbeddedServers servers) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.servers = servers;
    }

    static Infrastructure start(Options options, Terminal terminal, StartProgress progress) {
        String postgres = options.postgres();
        String kafka = options.kafka();
        if (postgres != null && kafka != null) {
            terminal.say("using PostgreSQL at " + postgres + " and Kafka at " + kafka);
            return new Infrastructure(postgres, kafka, null);
        }
        progress.begin(SERVERS);
        int offset = options.portOffset();
        EmbeddedServers servers = EmbeddedServers.start(
                options.data(),
                Options.POSTGRES_PORT + offset,
                Options.KAFKA_PORT + offset,
                Options.KAFKA_CONTROLLER_PORT + offset,
                options.kafkaSettings());
        try {
            prepare(servers);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
        progress.done(
                SERVERS,
                "PostgreSQL at localhost:" + servers.postgres().port() + " and Kafka at "
                        + servers.kafka().bootstrapServers() + ", data in " + options.data());
        return new Infrastructure(
                "localhost:" + servers.postgres().port(), servers.kafka().bootstrapServers(), servers);
    }

    private static void prepare(EmbeddedServers servers) {
        servers.postgres().databases().prepare();
        Arrays.stream(Module.values())
                .flatMap(module -> module.databases().stream())
                .forEach(database -> servers.postgres().databases().create(database, DEVELOPMENT_PASSWORD));
        List<KafkaTopic> topics = Topics.ALL.stream()
                .map(topic -> new KafkaTopic(
                        topic,
                        PARTITIONS,
                        Topics.KEPT_FOR_EVER.contains(topic) ? Map.of("retention.ms", "-1") : Map.of()))
                .toList();
        servers.kafka().createTopics(topics);
    }

    /** {@code host:port} */
    String postgres() {
        return postgres;
    }

    /** {@code host:port} */
    String kafka() {
        return kafka;
    }

    @Override
    public void close() {
        if (servers != null) {
            servers.close();
        }
    }
}
