package dev.bulwark.standalone.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaServerIT {

    private Path directory;
    private KafkaServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        this.directory = directory;
        server = KafkaServer.start(directory.resolve("kafka"), 0, 0);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void fresh_topics_take_an_idempotent_producers_records_at_once() {
        List<KafkaTopic> topics = IntStream.range(0, 10)
                .mapToObj(i -> new KafkaTopic("fresh-" + i, 8))
                .toList();

        server.createTopics(topics);

        for (KafkaTopic topic : topics) {
            Records.send(server.bootstrapServers(), topic.name(), "k", "v");
            assertThat(Records.values(server.bootstrapServers(), topic.name())).containsExactly("v");
        }
    }

    /** The controller answers before the broker has heard of the topic; who asked the broker at once got an error. */
    @Test
    void a_topic_is_awaited_however_late_the_broker_hears_of_it() {
        for (int i = 0; i < 50; i++) {
            String name = "one-by-one-" + i;
            assertThatCode(() -> server.createTopics(List.of(new KafkaTopic(name, 1))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void creating_again_changes_nothing() throws Exception {
        server.createTopics(List.of(new KafkaTopic("kept", 3, Map.of("retention.ms", "-1"))));
        Records.send(server.bootstrapServers(), "kept", "k", "v");

        server.createTopics(List.of(new KafkaTopic("kept", 8), new KafkaTopic("added", 1)));

        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, server.bootstrapServers()))) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, "kept");
            assertThat(admin.describeTopics(List.of("kept"))
                            .allTopicNames()
                            .get()
                            .get("kept")
                            .partitions())
                    .hasSize(3);
            assertThat(admin.describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .get(resource)
                            .get("retention.ms")
                            .value())
                    .isEqualTo("-1");
        }
        assertThat(Records.values(server.bootstrapServers(), "kept")).containsExactly("v");
    }

    @Test
    void a_topic_nobody_created_does_not_appear() {
        assertThatThrownBy(() -> Records.send(server.bootstrapServers(), "typo", "k", "v"))
                .hasMessageContaining("typo");
    }

    @Test
    void a_second_broker_on_the_directory_is_refused() {
        assertThatThrownBy(() -> KafkaServer.start(directory.resolve("kafka"), 0, 0))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("in use by another instance");
    }

    @Test
    void a_port_in_use_is_refused_and_the_process_lives_on() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> KafkaServer.start(directory.resolve("other"), port, 0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + port + ", wanted by Kafka, is in use");
            assertThatThrownBy(() -> KafkaServer.start(directory.resolve("other"), 0, port))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + port + ", wanted by Kafka's controller, is in use");
        }
    }
}
