package dev.bulwark.payment;

import java.util.List;
import java.util.Optional;

import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.Intents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The provider says unasked that it has decided something. That is a hint, never the truth: it has us look at the provider's book at once,
 * where we would have waited for an answer or for the next attempt.
 *
 * <p>The look-up is recorded in the transaction that remembers the event, so an event that was answered has had its effect, and one that
 * wasn't can come again. Limit: a hint about a charge that isn't open any more, or not yet, is forgotten.
 */
@Service
public class ProviderHints {

    /** What became of a hint. */
    public enum Effect {
        /** The provider is asked at once. */
        LOOKED_UP,
        /** Nobody waits for an answer about this key. */
        NOTHING_OPEN,
        /** The event was heard before. */
        REPEATED
    }

    private final ProviderEvents events;
    private final Intents<ProviderRequest> intents;

    ProviderHints(ProviderEvents events, Intents<ProviderRequest> intents) {
        this.events = events;
        this.intents = intents;
    }

    /** @param key the charge's idempotency key; null where the event is about no charge */
    @Transactional
    public Effect hear(String eventId, @Nullable String key) {
        if (!events.remember(eventId)) {
            return Effect.REPEATED;
        }
        Optional<Intent<ProviderRequest>> charge =
                key == null ? Optional.empty() : intents.find(ProviderRequest.chargeIntentId(key));
        charge.ifPresent(open -> intents.record(List.of(lookup(open))));
        return charge.isPresent() ? Effect.LOOKED_UP : Effect.NOTHING_OPEN;
    }

    /** Expires with the charge: after that nobody waits for either answer. */
    private static Intent<ProviderRequest> lookup(Intent<ProviderRequest> charge) {
        ProviderRequest request = charge.request().lookup();
        return new Intent<>(request.intentId(), request, charge.expires(), charge.traceparent());
    }
}
