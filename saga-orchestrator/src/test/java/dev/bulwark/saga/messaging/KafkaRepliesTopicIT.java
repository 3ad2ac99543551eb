package dev.bulwark.saga.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.standalone.embedded.KafkaTopic;
import dev.bulwark.testing.Servers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KafkaRepliesTopicIT {

    private final String name = "added-partitions-" + UUID.randomUUID();
    private final Map<String, Object> broker =
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka().bootstrapServers());

    /** An answer there is unheard until it was handled, so no timer may fire before. */
    @Test
    void aPartitionThatIsAddedCountsFromThenOn() throws Exception {
        Servers.kafka().createTopics(List.of(new KafkaTopic(name, 1)));
        try (Admin admin = Admin.create(broker);
                KafkaRepliesTopic topic = new KafkaRepliesTopic(name, "nobody-" + name, () -> Admin.create(broker))) {
            assertThat(topic.endOffsets()).isEqualTo(Map.of(0, 0L));
            assertThat(topic.handledOffsets()).isEqualTo(Map.of(0, 0L));

            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            answerIn(1);

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(topic.endOffsets()).isEqualTo(Map.of(0, 0L, 1, 1L)));
            assertThat(topic.handledOffsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
        }
    }

    private void answerIn(int partition) {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                Servers.kafka().bootstrapServers(),
                ProducerConfig.METADATA_MAX_AGE_CONFIG,
                500);
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> producer.partitionsFor(name).size() > partition);
            producer.send(new ProducerRecord<>(name, partition, "key", "answer"));
            producer.flush();
        }
    }
}
