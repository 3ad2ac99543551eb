package dev.bulwark.standalone.embedded;

import java.util.Map;

/** A topic to create, with topic settings such as {@code retention.ms}. */
public record KafkaTopic(String name, int partitions, Map<String, String> settings) {

    public KafkaTopic {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition, not " + partitions);
        }
        settings = Map.copyOf(settings);
    }

    public KafkaTopic(String name, int partitions) {
        this(name, partitions, Map.of());
    }
}
