package dev.bulwark.saga.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** {@link RepliesTopic} by Kafka's admin client, opened when first asked. Used by one thread; closed by another. */
final class KafkaRepliesTopic implements RepliesTopic, AutoCloseable {

    private static final long ANSWER_SECONDS = 3;

    private final String topic;
    private final String group;
    private final Supplier<Admin> clients;
    private @Nullable Admin client;

    KafkaRepliesTopic(String topic, String group, Supplier<Admin> clients) {
        this.topic = topic;
        this.group = group;
        this.clients = clients;
    }

    @Override
    public Map<Integer, Long> endOffsets() {
        return offsets(partitions(), OffsetSpec.latest());
    }

    @Override
    public Map<Integer, Long> handledOffsets() {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<Integer, Long> handled = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                handled.put(partition.partition(), offset.offset());
            }
        });
        Set<TopicPartition> untouched = partitions().stream()
                .filter(partition -> !handled.containsKey(partition.partition()))
                .collect(Collectors.toSet());
        if (!untouched.isEmpty()) {
            handled.putAll(offsets(untouched, OffsetSpec.earliest())); // whatever was before has been deleted
        }
        return handled;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return await(client().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of(); // the listener has never been there
        }
    }

    private Map<Integer, Long> offsets(Set<TopicPartition> of, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = of.stream().collect(Collectors.toMap(tp -> tp, tp -> spec));
        return await(client().listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        found -> found.getKey().partition(),
                        found -> found.getValue().offset()));
    }

    /** Asked for each time: somebody may add a partition, and its answers count as well. */
    private Set<TopicPartition> partitions() {
        return await(client().describeTopics(Set.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
    }

    private synchronized Admin client() {
        if (client == null) {
            client = clients.get();
        }
        return client;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close(java.time.Duration.ZERO);
            client = null;
        }
    }
}
