package dev.bulwark.simulation.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.IntentStore;

/** Open intents. What is called alone is a transaction of its own. */
final class IntentTable<I> implements IntentStore<I> {

    private record Row<I>(Intent<I> intent, long claimedUntil) {}

    private final Database database;
    private final World world;
    private final Map<String, Row<I>> rows = new TreeMap<>();

    IntentTable(Database database, World world) {
        this.database = database;
        this.world = world;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public void insert(List<Intent<I>> intents, Duration lease) {
        database.requireOpen();
        for (Intent<I> intent : intents) {
            if (!rows.containsKey(intent.id())) {
                database.put(rows, intent.id(), new Row<>(intent, world.now() + lease.toMillis()));
            }
        }
    }

    @Override
    public Optional<Intent<I>> find(String id) {
        Row<I> row = rows.get(id);
        return row == null ? Optional.empty() : Optional.of(row.intent());
    }

    @Override
    public List<Intent<I>> claimDue(int maxIntents, Duration lease) {
        List<Intent<I>> due = new ArrayList<>();
        for (Row<I> row : List.copyOf(rows.values())) {
            if (row.claimedUntil() < world.now() && due.size() < maxIntents) {
                rows.put(row.intent().id(), new Row<>(row.intent(), world.now() + lease.toMillis()));
                due.add(row.intent());
            }
        }
        return due;
    }

    @Override
    public void claim(Collection<String> ids, Duration fromNow) {
        for (String id : ids) {
            Row<I> row = rows.get(id);
            if (row != null) {
                rows.put(id, new Row<>(row.intent(), world.now() + fromNow.toMillis()));
            }
        }
    }

    @Override
    public void close(Collection<String> ids) {
        database.requireOpen();
        for (String id : ids) {
            if (rows.containsKey(id)) {
                database.remove(rows, id);
            }
        }
    }
}
