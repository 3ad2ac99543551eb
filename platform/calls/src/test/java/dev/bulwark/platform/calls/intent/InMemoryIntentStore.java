package dev.bulwark.platform.calls.intent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store as a map; its transactions are {@link TestTransactions}. */
final class InMemoryIntentStore implements IntentStore<String> {

    private final Map<String, Intent<String>> rows = new LinkedHashMap<>();
    private final Map<String, Long> claimedUntil = new LinkedHashMap<>();

    @Override
    public synchronized void insert(List<Intent<String>> intents, Duration lease) {
        for (Intent<String> intent : intents) {
            if (rows.putIfAbsent(intent.id(), intent) == null) {
                claimedUntil.put(intent.id(), System.nanoTime() + lease.toNanos());
            }
        }
    }

    @Override
    public synchronized Optional<Intent<String>> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized List<Intent<String>> claimDue(int maxIntents, Duration lease) {
        long now = System.nanoTime();
        List<Intent<String>> due = new ArrayList<>();
        for (Intent<String> intent : rows.values()) {
            if (due.size() < maxIntents && claimedUntil.get(intent.id()) - now < 0) {
                due.add(intent);
                claimedUntil.put(intent.id(), now + lease.toNanos());
            }
        }
        return due;
    }

    @Override
    public synchronized void claim(Collection<String> ids, Duration fromNow) {
        ids.forEach(id -> claimedUntil.computeIfPresent(id, (key, until) -> System.nanoTime() + fromNow.toNanos()));
    }

    @Override
    public synchronized void close(Collection<String> ids) {
        rows.keySet().removeAll(ids);
        claimedUntil.keySet().removeAll(ids);
    }

    synchronized int size() {
        return rows.size();
    }

    synchronized boolean claimedForLongerThan(String id, Duration duration) {
        return claimedUntil.get(id) - System.nanoTime() > duration.toNanos();
    }
}
