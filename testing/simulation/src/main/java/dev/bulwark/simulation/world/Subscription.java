package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.List;

import dev.bulwark.platform.messaging.IncomingMessage;
import org.jspecify.annotations.Nullable;

/** A group's reading of one partition: how far it has committed, and which of its members reads. */
final class Subscription {

    private final World world;
    private final String consumer;
    private final String topic;
    private final int partition;
    private final List<Listener> members = new ArrayList<>();
    private @Nullable Listener reader;
    private boolean electing;
    private long committed;

    Subscription(World world, String consumer, String topic, int partition) {
        this.world = world;
        this.consumer = consumer;
        this.topic = topic;
        this.partition = partition;
    }

    String consumer() {
        return consumer;
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    long committed() {
        return committed;
    }

    List<IncomingMessage> log() {
        return world.broker().log(topic, partition);
    }

    boolean isRead() {
        return committed == log().size();
    }

    boolean isReader(Listener listener) {
        return reader == listener;
    }

    void join(Listener listener) {
        members.add(listener);
        elect(200, 1_000);
    }

    void leave(Listener listener) {
        members.remove(listener);
        if (reader == listener) {
            reader = null;
            elect(100, 6_000);
        }
    }

    /** The member's session expired; it doesn't know. */
    void lose(Node node) {
        if (reader != null && reader.node() == node) {
            reader = null;
            elect(0, 500);
        }
    }

    private void elect(int least, int most) {
        if (reader != null || electing) {
            return;
        }
        electing = true;
        world.agenda().at(world.now() + world.chaos().millis(least, most), () -> {
            electing = false;
            List<Listener> awake =
                    members.stream().filter(member -> member.node().isAwake()).toList();
            if (awake.isEmpty()) {
                if (!members.isEmpty()) {
                    elect(500, 1_500);
                }
                return;
            }
            hand(awake.get(world.chaos().any(awake.size())));
        });
    }

    private void hand(Listener listener) {
        reader = listener;
        listener.readFrom(committed);
    }

    void wake() {
        if (reader != null) {
            reader.wake();
        }
    }

    /** Refused to a member that lost the partition meanwhile. */
    void commit(Listener listener, long next) {
        if (reader != listener || world.chaos().strikes(Fault.OFFSET_LOST)) {
            return;
        }
        for (long offset = committed; offset < next; offset++) {
            IncomingMessage message = log().get((int) offset);
            if (!listener.isAccountedFor(message)) {
                throw new Violation(
                        Invariant.PASSED_OVER,
                        consumer + " passed " + message.type() + " of " + world.shortName(message.orderingKey()));
            }
        }
        committed = Math.max(committed, next);
        if (world.chaos().strikes(Fault.REBALANCE)) {
            reader = null;
            elect(0, 500);
        }
    }
}
