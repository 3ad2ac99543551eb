package dev.bulwark.testing;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.bulwark.contracts.Topics;
import dev.bulwark.standalone.embedded.KafkaTopic;
import dev.bulwark.standalone.embedded.KafkaTopics;

/** The test JVM's broker. Topics are never created by accident. */
public final class TestKafka {

    /** As in production, so that order across keys is not mistaken for a guarantee. */
    private static final int PARTITIONS = 8;

    private final String bootstrapServers;
    private final AtomicInteger created = new AtomicInteger();

    TestKafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates what is missing and returns when every partition has a leader. */
    public void createTopics(Collection<KafkaTopic> topics) {
        KafkaTopics.create(bootstrapServers, topics);
    }

    /** With eight partitions each. */
    public void createTopics(String... names) {
        createTopics(List.of(names).stream()
                .map(name -> new KafkaTopic(name, PARTITIONS))
                .toList());
    }

    /** Every topic of the contracts. */
    public void createContractTopics() {
        createTopics(Topics.ALL.toArray(String[]::new));
    }

    /** A topic of this suite's own: {@code <prefix>.<n>}. */
    public String newTopic(String prefix) {
        String name = prefix + "." + created.incrementAndGet();
        createTopics(name);
        return name;
    }

    /** Reads and writes raw records; the caller closes it. */
    public KafkaProbe probe() {
        return new KafkaProbe(bootstrapServers);
    }
}
