package dev.bulwark.simulation.world;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the processes of a service share: a database with its outbox, inbox and dead letters. */
final class Service {

    private final String name;
    private final Database database;
    private final OutboxTable outbox;
    private final InboxTable inbox;
    private final Map<String, Runnable> relays = new LinkedHashMap<>();

    Service(String name, World world) {
        this.name = name;
        this.database = new Database(name, world.chaos());
        this.outbox = new OutboxTable(database, world);
        this.inbox = new InboxTable(database, world);
        database.listen(() -> relays.values().forEach(Runnable::run));
    }

    /** What the process does after every commit, its own or another's. */
    void onCommit(Node node, Runnable action) {
        relays.put(node.name(), action);
    }

    String name() {
        return name;
    }

    Database database() {
        return database;
    }

    OutboxTable outbox() {
        return outbox;
    }

    InboxTable inbox() {
        return inbox;
    }
}
