package dev.bulwark.platform.messaging.inbox;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The inbox table, within the caller's transaction. */
public interface InboxStore {

    /**
     * Records the messages.
     *
     * @return the ids that were not there before; an id given twice is new once. Waits for a transaction that is recording the same id.
     */
    Set<UUID> insertNew(String consumer, List<InboxEntry> entries);
}
