package dev.bulwark.platform.calls.intent;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.bulwark.platform.http.jdbc.AfterCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a batch leaves what it wants from the outside: recorded in its transaction, handed to the dispatcher after the commit.
 *
 * <p>For any thread.
 */
public final class Intents<I> {

    private static final Logger log = LoggerFactory.getLogger(Intents.class);

    private final IntentStore<I> store;
    private final IntentSettings settings;
    private final Clock clock;
    private final OpenIntents<I> open;

    public Intents(IntentStore<I> store, IntentSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.open = new OpenIntents<>(settings.maxHeld());
    }

    /**
     * Records the intents in the caller's transaction, as one statement; they are carried out once it has committed. An id that is open already is
     * neither changed nor asked twice at once.
     *
     * @throws IllegalStateException without a transaction
     */
    public void record(List<Intent<I>> intents) {
        if (intents.isEmpty()) {
            return;
        }
        requireTransaction();
        store.insert(intents, settings.lease());
        List<Intent<I>> recorded = List.copyOf(intents);
        AfterCommit.run(() -> admit(recorded));
    }

    /** The intent of this id, if it is open, whichever instance carries it out. */
    public Optional<Intent<I>> find(String id) {
        return store.find(id);
    }

    /**
     * Takes intents back in the caller's transaction: their answer came another way. Those that aren't open are passed over.
     *
     * <p>Limit: a call under way isn't cut short, and another instance that holds one goes on asking until it is answered or expires; whoever writes
     * outcomes knows a late one anyway.
     *
     * @throws IllegalStateException without a transaction
     */
    public void withdraw(Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        requireTransaction();
        store.close(ids);
        List<String> withdrawn = List.copyOf(ids);
        AfterCommit.run(() -> open.close(withdrawn));
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("intents need the transaction of the state they follow from");
        }
    }

    /** Whether so many intents are open that no new ones should be taken in: the answer to {@code BatchHandler.saturated()}. */
    public boolean saturated() {
        return open.size() >= settings.maxOpen();
    }

    void admit(List<Intent<I>> claimed) {
        int refused = open.admit(claimed, clock.instant());
        if (refused > 0) {
            log.warn(
                    "{} intents don't fit beside {} open ones and are asked when their claim runs out, in {} ms",
                    refused,
                    open.size(),
                    settings.leaseMillis());
        }
    }

    OpenIntents<I> open() {
        return open;
    }

    IntentStore<I> store() {
        return store;
    }

    IntentSettings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }
}
