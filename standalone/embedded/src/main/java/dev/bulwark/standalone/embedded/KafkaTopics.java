package dev.bulwark.standalone.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics on any broker and returns only when every partition has a leader that serves: an idempotent producer that
 * sends into a topic without one can loop until its delivery timeout.
 *
 * <p>Additive: a topic that exists keeps its partitions and settings, for more partitions would send a key elsewhere.
 */
public final class KafkaTopics {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int PAUSE_MILLIS = 10;

    private KafkaTopics() {}

    public static void create(String bootstrapServers, Collection<KafkaTopic> topics) {
        if (topics.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 3))) {
            createMissing(admin, topics);
            awaitLeaders(admin, topics.stream().map(KafkaTopic::name).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while creating topics", e);
        } catch (ExecutionException e) {
            throw new EmbeddedServerException("Cannot create topics on " + bootstrapServers + ": " + e.getCause(), e);
        }
    }

    private static void createMissing(Admin admin, Collection<KafkaTopic> topics)
            throws InterruptedException, ExecutionException {
        List<NewTopic> wanted = new ArrayList<>();
        for (KafkaTopic topic : topics) {
            // The broker's own replication factor: 1 on a single broker, 3 in a cluster.
            wanted.add(new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                    .configs(topic.settings()));
        }
        for (var outcome : admin.createTopics(wanted).values().values()) {
            try {
                outcome.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** The controller says that a topic is there before the broker has heard of it; until then the broker denies it, and is asked again. */
    private static void awaitLeaders(Admin admin, List<String> names) throws InterruptedException, ExecutionException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        while (true) {
            try {
                askLeaders(admin, names);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() >= until) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void askLeaders(Admin admin, List<String> names) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (var description : admin.describeTopics(names).allTopicNames().get().values()) {
            description
                    .partitions()
                    .forEach(partition -> ends.put(
                            new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest()));
        }
        // Only a leader answers this; where there is none yet, the client asks again until the timeout is over.
        admin.listOffsets(ends).all().get();
    }
}
