package dev.bulwark.platform.messaging.deadletter;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where a consumer parks what it can't handle. Every call belongs to the caller's transaction. */
public interface DeadLetters {

    /**
     * Which of the keys are parked, locking those until the transaction ends: redrive takes the same locks, so a message that arrives
     * during a redrive waits for it and keeps its place.
     */
    Set<String> lockParkedKeys(String consumer, Collection<String> keys);

    /**
     * Parks the messages in the order given, and their keys with them. A message that is already parked is passed over.
     *
     * @return those that were not parked before, in the order given
     */
    List<ParkedLetter> park(String consumer, List<ParkedMessage> messages);
}
