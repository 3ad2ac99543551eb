package dev.bulwark.saga.messaging;

import java.util.Map;

/** The broker's side of the answers' topic. Each call asks the broker, and fails if it does not answer within seconds. */
public interface RepliesTopic {

    /** By partition: the offset the next answer will have. */
    Map<Integer, Long> endOffsets();

    /** By partition: the offset up to which answers have been handled, by any process of the group. */
    Map<Integer, Long> handledOffsets();
}
