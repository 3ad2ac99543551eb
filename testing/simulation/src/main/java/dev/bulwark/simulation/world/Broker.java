package dev.bulwark.simulation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.outbox.OutboxRow;

/** Topics and who reads them. What is in a log stays there, in order; a partition is read by one process of a group at a time. */
final class Broker {

    /** All there can be; the last is used once somebody has added it. */
    static final int PARTITIONS = 3;

    private final World world;
    private final Map<String, List<List<IncomingMessage>>> topics = new HashMap<>();
    private final Map<String, List<Subscription>> subscriptions = new HashMap<>();
    private final Set<UUID> known = new HashSet<>();
    private long awayUntil;
    private int inUse = PARTITIONS - 1;

    Broker(World world) {
        this.world = world;
    }

    void addPartition() {
        inUse = PARTITIONS;
        world.trace(() -> "every topic has another partition");
    }

    /** Whether it answers; once in a while it stops doing so. */
    boolean isAway() {
        if (world.now() < awayUntil) {
            return !world.chaos().isCalm();
        }
        if (world.chaos().strikes(Fault.BROKER_AWAY)) {
            awayUntil = world.now() + 1_000 + world.chaos().pick(Fault.BROKER_AWAY, 45_000);
            world.trace(() -> "the broker is away until " + world.time(awayUntil));
            return true;
        }
        return false;
    }

    boolean has(UUID message) {
        return known.contains(message);
    }

    /** A row that a relay sent. */
    void append(OutboxRow row) {
        append(row.topic(), row.key(), OutboxTable.messageId(row), row.headers(), row.payload());
    }

    void append(String topic, String key, UUID id, Map<String, String> headers, byte[] payload) {
        // What follows on poison has to wait only where it comes behind it.
        int partition = Math.floorMod(key.hashCode(), world.isPoisoned(key) ? PARTITIONS - 1 : inUse);
        List<IncomingMessage> log = log(topic, partition);
        IncomingMessage message = new IncomingMessage(
                topic, partition, log.size(), Instant.ofEpochMilli(world.now()), key, id, true, headers, payload);
        log.add(message);
        known.add(id);
        world.judge().published(message);
        world.trace(() -> topic + " has " + message.type() + " of " + world.shortName(key));
        for (Subscription subscription : subscriptions.getOrDefault(topic, List.of())) {
            if (subscription.partition() == partition) {
                subscription.wake();
            }
        }
    }

    List<IncomingMessage> log(String topic, int partition) {
        return topics.computeIfAbsent(topic, name -> {
                    List<List<IncomingMessage>> logs = new ArrayList<>();
                    for (int i = 0; i < PARTITIONS; i++) {
                        logs.add(new ArrayList<>());
                    }
                    return logs;
                })
                .get(partition);
    }

    /** The group's reading of a topic, made when its first member asks. */
    List<Subscription> subscriptions(String consumer, String topic) {
        List<Subscription> all = subscriptions.computeIfAbsent(topic, name -> new ArrayList<>());
        List<Subscription> own = all.stream()
                .filter(subscription -> subscription.consumer().equals(consumer))
                .toList();
        if (!own.isEmpty()) {
            return own;
        }
        List<Subscription> made = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            made.add(new Subscription(world, consumer, topic, partition));
        }
        all.addAll(made);
        return made;
    }

    /** Whether every group has read and committed all there is. */
    boolean isRead() {
        return subscriptions.values().stream().flatMap(List::stream).allMatch(Subscription::isRead);
    }

    /** The process stands still for longer than a session lasts. */
    void sessionExpired(Node node) {
        subscriptions.values().forEach(list -> list.forEach(subscription -> subscription.lose(node)));
    }
}
