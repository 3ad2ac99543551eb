package dev.bulwark.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fires the sagas' timers.
 *
 * <p>A timer fires only once every answer published before its due time has been heard, so after an outage the answers that waited
 * in the topic come first. Limit: timers fire late, by the poll's pause and by whatever the answers take to be heard, never early.
 * Several instances share the work: each leaves out what another one holds.
 */
public final class SagaTimer {

    private static final Duration ROUND_EVERY = Duration.ofSeconds(10);

    private final OrderSagas sagas;
    private final SagaStore store;
    private final RepliesProgress progress;
    private final TransactionOperations transaction;
    private final SagaMeters meters;
    private final SagaProperties properties;
    private final Clock clock;
    private Instant nextRound = Instant.MIN;

    public SagaTimer(
            OrderSagas sagas,
            SagaStore store,
            RepliesProgress progress,
            TransactionOperations transaction,
            SagaMeters meters,
            SagaProperties properties,
            Clock clock) {
        this.sagas = sagas;
        this.store = store;
        this.progress = progress;
        this.transaction = transaction;
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
    }

    /** One look: fires what may fire now, and makes the round when it is due. */
    public void look() {
        fireDue();
        makeRound();
    }

    /** Fires what may fire now. Returns how many sagas were looked at. */
    public int fireDue() {
        int looked = 0;
        int lookedNow;
        do {
            Instant upTo = mayFireUpTo();
            Integer fired = upTo == null
                    ? Integer.valueOf(0)
                    : transaction.execute(status -> sagas.fireTimers(upTo, properties.timerBatch()));
            lookedNow = fired == null ? 0 : fired;
            looked += lookedNow;
        } while (lookedNow == properties.timerBatch());
        return looked;
    }

    private @Nullable Instant mayFireUpTo() {
        Instant earliest = store.earliestLook();
        if (earliest == null || earliest.isAfter(clock.instant())) {
            return null;
        }
        Instant heardUpTo = progress.heardUpTo();
        return heardUpTo == null || heardUpTo.isBefore(earliest) ? null : heardUpTo;
    }

    /** Counts, and asks after the broker even when no timer is due, so that an outage is noticed in its own time. */
    private void makeRound() {
        if (!clock.instant().isBefore(nextRound)) {
            meters.census(store.census());
            progress.heardUpTo();
            nextRound = clock.instant().plus(ROUND_EVERY);
        }
    }
}
