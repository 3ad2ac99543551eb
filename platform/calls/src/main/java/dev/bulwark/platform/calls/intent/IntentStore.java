package dev.bulwark.platform.calls.intent;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where open intents survive a crash. Claims are by the store's clock, so that instances needn't agree on the time. */
public interface IntentStore<I> {

    /** Adds the intents to the caller's transaction, claimed for the lease. An id that is open already is left as it is. */
    void insert(List<Intent<I>> intents, Duration lease);

    /** The open intent of this id, whoever has claimed it. */
    Optional<Intent<I>> find(String id);

    /** Claims intents whose claim has run out, oldest claim first, passing over what another instance is claiming right now. */
    List<Intent<I>> claimDue(int maxIntents, Duration lease);

    /** Moves the end of these intents' claims to {@code fromNow}; those that are gone or locked by another are passed over. */
    void claim(Collection<String> ids, Duration fromNow);

    /** Removes what is answered, given up or withdrawn, in the caller's transaction. */
    void close(Collection<String> ids);
}
