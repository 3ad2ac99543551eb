package dev.bulwark.platform.messaging.outbox;

import java.util.List;

import dev.bulwark.platform.messaging.OutgoingMessage;

/** Where a use case leaves the messages that must go out if, and only if, its transaction commits. */
public interface Outbox {

    /**
     * Adds the messages to the caller's transaction, in the order given, as one statement.
     *
     * <p>Call it <em>after</em> the changes it speaks of were flushed and their rows are locked: only then do the ids of one
     * key follow the order of commits.
     *
     * @throws IllegalStateException without a transaction
     */
    void add(List<OutgoingMessage> messages);
}
