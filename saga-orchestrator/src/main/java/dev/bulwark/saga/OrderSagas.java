package dev.bulwark.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;

import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Intervention;
import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaDecider;
import dev.bulwark.saga.domain.SagaInput;
import dev.bulwark.saga.domain.SagaState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The sagas' use cases: begin, hear, let timers fire, let operators intervene. Each works on a {@link SagaBatch} inside the caller's transaction, and what is
 * sent leaves with it.
 */
public final class OrderSagas {

    private static final Logger log = LoggerFactory.getLogger(OrderSagas.class);

    /** When to look again at a saga whose timer failed; its fault won't go away by itself, but must not fill the log either. */
    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

    private final SagaStore store;
    private final SagaDecider decider;
    private final CommandWriter commands;
    private final Outbox outbox;
    private final SagaMeters meters;
    private final Clock clock;

    public OrderSagas(
            SagaStore store,
            SagaDecider decider,
            CommandWriter commands,
            Outbox outbox,
            SagaMeters meters,
            Clock clock) {
        this.store = store;
        this.decider = decider;
        this.commands = commands;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** Locks the sagas that the coming inputs are for. */
    public SagaBatch load(Collection<UUID> ids) {
        return store.lock(ids);
    }

    /** An order was placed: its saga begins, unless it has already. */
    public void place(SagaBatch batch, UUID id, PlacedOrder order, UUID messageId, @Nullable String traceparent) {
        TrackedSaga saga = batch.find(id);
        if (saga == null) {
            saga = TrackedSaga.begin(id, order);
            batch.add(saga);
            batch.measure(meters::started);
        }
        hear(batch, saga, new SagaMessage(new SagaInput.OrderPlaced(order.amount()), messageId, traceparent));
    }

    /** @throws dev.bulwark.saga.domain.ContradictionException if a person must look */
    public void hear(SagaBatch batch, UUID id, SagaMessage heard) {
        TrackedSaga saga = batch.find(id);
        if (saga == null) {
            Decision ignored = decider.decide(new SagaState.NotStarted(), heard.input(), now());
            report(batch, id, ignored);
            return;
        }
        hear(batch, saga, heard);
    }

    /**
     * Fires every timer that was due by then.
     *
     * @param heardUpTo no answer published before this moment is still unheard
     * @return how many sagas were looked at
     */
    int fireTimers(Instant heardUpTo, int maxSagas) {
        SagaBatch batch = store.lockDue(heardUpTo, maxSagas);
        for (TrackedSaga saga : batch.sagas()) {
            Instant due = decider.actsOnceHeard(saga.state(), now());
            if (due == null || due.isAfter(heardUpTo)) {
                saga.lookAgain(due);
            } else {
                fire(batch, saga);
            }
        }
        save(batch);
        return batch.sagas().size();
    }

    /**
     * An operator intervenes.
     *
     * @return what became of it: {@link Decision.Kind#REFUSED}, with nothing remembered, where the saga doesn't allow it; null if
     *     there is no such saga
     */
    @Nullable
    Decision intervene(SagaBatch batch, UUID id, Intervention what, OperatorNote note, @Nullable String traceparent) {
        TrackedSaga saga = batch.find(id);
        if (saga == null) {
            return null;
        }
        Decision decision =
                hear(batch, saga, new SagaMessage(new SagaInput.OperatorAsked(what), null, traceparent, note));
        if (decision.kind() != Decision.Kind.REFUSED) {
            log.warn(
                    "Saga {}: {} by {} in {}; it goes on in {}",
                    id,
                    what,
                    note.operator(),
                    decision.before(),
                    decision.state().phase());
            batch.measure(() -> meters.intervened(what));
        }
        return decision;
    }

    /** Writes the batch, and leaves its messages in the outbox. */
    public void save(SagaBatch batch) {
        store.save(batch);
        outbox.add(batch.messages());
        if (!batch.measurements().isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    batch.measurements().forEach(Runnable::run);
                }
            });
        }
    }

    private void fire(SagaBatch batch, TrackedSaga saga) {
        try {
            hear(batch, saga, SagaMessage.TIMER);
        } catch (RuntimeException e) {
            Instant again = now().plus(AFTER_FAULT);
            log.error(
                    "The timer of saga {} failed: it is left as it is and looked at again at {}", saga.id(), again, e);
            saga.lookAgain(again);
        }
    }

    private Decision hear(SagaBatch batch, TrackedSaga saga, SagaMessage heard) {
        Instant now = now();
        SagaState before = saga.state();
        Decision decision = decider.decide(before, heard.input(), now);
        report(batch, saga.id(), decision);
        if (before instanceof SagaState.Ended || decision.kind() == Decision.Kind.REFUSED) {
            return decision;
        }
        OutgoingMessage message = null;
        if (decision.command() != null) {
            message = commands.write(saga.id(), saga.order(), decision.command(), heard.traceparent());
            batch.send(message);
        }
        saga.moveTo(decision.state(), entry(saga, decision, heard, now, message == null ? null : message.id()));
        measure(batch, before, decision, now);
        return decision;
    }

    private static LogEntry entry(
            TrackedSaga saga, Decision decision, SagaMessage heard, Instant now, @Nullable UUID sentId) {
        int attempt =
                decision.state() instanceof SagaState.Open open ? open.pending().attempt() : 0;
        return new LogEntry(
                saga.version() + 1,
                now,
                decision.trigger(),
                decision.kind(),
                decision.state().phase(),
                attempt,
                heard.messageId(),
                sentId,
                decision.detail(),
                heard.note());
    }

    private void report(SagaBatch batch, UUID id, Decision decision) {
        switch (decision.kind()) {
            case UNEXPECTED -> {
                log.warn("Saga {} ignores {} in {}: it did not ask for it", id, decision.trigger(), decision.before());
                batch.measure(() -> meters.ignored(decision.kind()));
            }
            case LATE -> batch.measure(() -> meters.ignored(decision.kind()));
            case STUCK -> {
                log.error(
                        "Saga {} is stuck: {}; it sends nothing more until an answer comes or somebody acts",
                        id,
                        decision.detail());
                batch.measure(() -> meters.stuck(decision.trigger()));
            }
            case MOVED, RESENT, RESUMED, NOTED, REFUSED -> {}
        }
    }

    private void measure(SagaBatch batch, SagaState before, Decision decision, Instant now) {
        switch (decision.kind()) {
            case RESENT -> batch.measure(() -> meters.resent(decision.before()));
            case MOVED -> {
                if (before instanceof SagaState.Open open) {
                    Duration asked = Duration.between(open.pending().askedAt(), now);
                    batch.measure(() -> meters.answered(decision.before(), asked));
                }
                if (decision.state() instanceof SagaState.Ended ended) {
                    Duration lived = Duration.between(ended.startedAt(), now);
                    batch.measure(() -> meters.ended(ended.phase(), lived));
                }
            }
            case STUCK, RESUMED, NOTED, REFUSED, LATE, UNEXPECTED -> {}
        }
    }

    /** Whole milliseconds, as times travel in headers; the database would round anything finer than its microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
