package dev.bulwark.saga.messaging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far this process has handled the answers, by partition.
 *
 * <p>The group's committed offsets say it for all processes, but a commit can get lost, and in a quiet topic nothing follows that would
 * make up for it. Limit: answers handled before, and known by their ids, are not counted.
 */
final class HandledOffsets {

    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

    void advance(Map<Integer, Long> nextOffsets) {
        nextOffsets.forEach((partition, offset) -> next.merge(partition, offset, Math::max));
    }

    /** The offset reading goes on at; 0 where nothing was handled here. */
    long next(int partition) {
        return next.getOrDefault(partition, 0L);
    }
}
