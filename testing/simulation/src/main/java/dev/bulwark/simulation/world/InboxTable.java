package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.deadletter.ParkedLetter;
import dev.bulwark.platform.messaging.deadletter.ParkedMessage;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.platform.messaging.inbox.InboxStore;

/** Inbox and dead letters of one database, and beside them the judge's own notes of what each consumer has handled. */
final class InboxTable implements DeadLetters {

    private record Seen(String consumer, UUID message) {}

    record Key(String consumer, String key) {}

    /** @param number in the order of parking */
    record Letter(long number, String consumer, IncomingMessage message) {

        Key key() {
            return new Key(consumer, message.orderingKey());
        }

        String name() {
            return consumer + "-" + number;
        }
    }

    private final Database database;
    private final World world;
    private final Map<Seen, Boolean> inbox = new HashMap<>();
    private final Map<Seen, Boolean> parked = new HashMap<>();
    private final Map<Key, Long> parkedKeys = new HashMap<>();
    private final Map<Seen, Boolean> handled = new HashMap<>();
    private final Map<Long, Letter> letters = new TreeMap<>();
    private long lastNumber;
    private boolean redriving;

    InboxTable(Database database, World world) {
        this.database = database;
        this.world = world;
    }

    InboxStore inbox() {
        return (consumer, entries) -> {
            database.requireOpen();
            Set<UUID> fresh = new HashSet<>();
            for (var entry : entries) {
                Seen seen = new Seen(consumer, entry.messageId());
                if (!inbox.containsKey(seen)) {
                    database.put(inbox, seen, true);
                    fresh.add(entry.messageId());
                }
            }
            return fresh;
        };
    }

    /** Records without regard to the transaction: what no correct inbox does. */
    InboxStore atOnce() {
        return (consumer, entries) -> {
            Set<UUID> fresh = new HashSet<>();
            for (var entry : entries) {
                if (inbox.put(new Seen(consumer, entry.messageId()), true) == null) {
                    fresh.add(entry.messageId());
                }
            }
            return fresh;
        };
    }

    @Override
    public Set<String> lockParkedKeys(String consumer, Collection<String> keys) {
        if (parkedKeys.isEmpty()) {
            return Set.of();
        }
        Set<String> found = new HashSet<>();
        for (String key : keys) {
            if (parkedKeys.containsKey(new Key(consumer, key))) {
                found.add(key);
            }
        }
        return found;
    }

    @Override
    public List<ParkedLetter> park(String consumer, List<ParkedMessage> messages) {
        List<ParkedLetter> names = new ArrayList<>();
        for (ParkedMessage letter : messages) {
            IncomingMessage message = letter.message();
            Key key = new Key(consumer, message.orderingKey());
            boolean waits = letter.cause() == null && parkedKeys.containsKey(key);
            if (!world.isPoisoned(message) && !world.defects().causes(message.id()) && !waits) {
                throw new Violation(
                        Invariant.PARKED,
                        consumer + " parks " + message.type() + " of " + message.orderingKey() + ": " + letter.cause());
            }
            long number = ++lastNumber;
            database.put(parkedKeys, key, message.offset());
            database.put(parked, new Seen(consumer, message.id()), true);
            database.put(letters, number, new Letter(number, consumer, message));
            names.add(new ParkedLetter(consumer + "-" + number, letter));
            world.trace(() -> consumer + " parks " + message.type() + " of " + message.orderingKey());
        }
        return names;
    }

    /** What an operator can have handled again: for each parked key of a real order the message that holds the others up. */
    List<Letter> heldUp() {
        Map<Key, Letter> first = new LinkedHashMap<>();
        for (Letter letter : letters.values()) {
            if (!world.isPoisoned(letter.message())) {
                first.putIfAbsent(letter.key(), letter);
            }
        }
        return List.copyOf(first.values());
    }

    boolean isHeldUp(String consumer, UUID order) {
        return heldUp().stream().anyMatch(letter -> letter.key().equals(new Key(consumer, order.toString())));
    }

    /** Takes the message out and has it handled, past the inbox. Returns false if somebody else did so a moment ago. */
    boolean redrive(Letter letter, Runnable handling) {
        if (!take(letter)) {
            return false;
        }
        redriving = true;
        try {
            handling.run();
        } finally {
            redriving = false;
        }
        return true;
    }

    /** Removes the letter, and opens its key with the last of them. Returns whether it was there. */
    boolean take(Letter letter) {
        database.requireOpen();
        if (!letters.containsKey(letter.number())) {
            return false;
        }
        database.remove(letters, letter.number());
        if (letters.values().stream().noneMatch(other -> other.key().equals(letter.key()))) {
            database.remove(parkedKeys, letter.key());
        }
        return true;
    }

    boolean isAccountedFor(String consumer, UUID message) {
        Seen seen = new Seen(consumer, message);
        return handled.containsKey(seen) || parked.containsKey(seen);
    }

    /** The handler as production has it, watched: which messages have an effect, and how often. */
    <W> BatchHandler<W> observed(BatchHandler<W> handler, boolean once) {
        return new BatchHandler<>() {
            @Override
            public String consumer() {
                return handler.consumer();
            }

            @Override
            public String topic() {
                return handler.topic();
            }

            @Override
            public Set<Class<?>> types() {
                return handler.types();
            }

            @Override
            public boolean ignoresOtherTypes() {
                return handler.ignoresOtherTypes();
            }

            @Override
            public boolean saturated() {
                return handler.saturated();
            }

            @Override
            public W prefetch(List<Delivery> batch) {
                return handler.prefetch(new ArrayList<>(batch));
            }

            @Override
            public void handle(Delivery delivery, W work) {
                if (!redriving && world.defects().meets(delivery.message())) {
                    throw new IllegalStateException("a defect that somebody has to mend");
                }
                handler.handle(delivery, work);
                note(consumer(), delivery.message(), once);
            }

            @Override
            public void flush(W work) {
                handler.flush(work);
            }
        };
    }

    private void note(String consumer, IncomingMessage message, boolean once) {
        if (!redriving && parkedKeys.containsKey(new Key(consumer, message.orderingKey()))) {
            throw new Violation(Invariant.PARKED, consumer + " handles " + message.type() + " of a parked key");
        }
        Seen seen = new Seen(consumer, message.id());
        if (once && handled.containsKey(seen)) {
            throw new Violation(
                    Invariant.I5_ONCE, consumer + " handles " + message.type() + " " + message.id() + " again");
        }
        database.put(handled, seen, true);
    }
}
