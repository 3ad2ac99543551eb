package dev.bulwark.platform.messaging.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.deadletter.ParkedLetter;
import dev.bulwark.platform.messaging.deadletter.ParkedMessage;

/** Inbox and dead letters in memory, with transactions that roll back. */
final class MemoryInbox implements InboxStore, DeadLetters {

    private Set<String> seen = new HashSet<>();
    List<ParkedMessage> parked = new ArrayList<>();
    int commits;
    int rollbacks;

    void transaction(Runnable work) {
        Set<String> seenBefore = new HashSet<>(seen);
        List<ParkedMessage> parkedBefore = new ArrayList<>(parked);
        try {
            work.run();
            commits++;
        } catch (RuntimeException e) {
            seen = seenBefore;
            parked = parkedBefore;
            rollbacks++;
            throw e;
        }
    }

    @Override
    public Set<UUID> insertNew(String consumer, List<InboxEntry> entries) {
        return entries.stream()
                .filter(entry -> seen.add(consumer + entry))
                .map(InboxEntry::messageId)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> lockParkedKeys(String consumer, Collection<String> keys) {
        return parked.stream()
                .map(p -> p.message().orderingKey())
                .filter(keys::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public List<ParkedLetter> park(String consumer, List<ParkedMessage> messages) {
        parked.addAll(messages);
        return messages.stream()
                .map(message -> new ParkedLetter(consumer + "-" + parked.indexOf(message), message))
                .toList();
    }

    List<UUID> parkedIds() {
        return parked.stream().map(p -> p.message().id()).toList();
    }
}
