package dev.bulwark.platform.calls.intent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.Backoff;
import dev.bulwark.platform.core.background.Pause;
import dev.bulwark.platform.messaging.inbox.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes outcomes, whatever has come in while the last transaction ran, in the next one: batches grow with the load, and nothing waits for company.
 *
 * <p>One thread. The queue is bounded by the intents held. An outcome not yet written when the process ends is not lost: its intent is
 * still open, will be asked again, and gets the same answer.
 */
final class OutcomeWriter<I, O> {

    private static final Logger log = LoggerFactory.getLogger(OutcomeWriter.class);
    private static final Backoff CONFLICT = new Backoff(5, 1_000);
    private static final Backoff OUTAGE = new Backoff(100, 5_000);
    /** Time enough for somebody to look, short enough not to be forgotten. */
    private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

    private static final long POLL_MILLIS = 200;

    private final Intents<I> intents;
    private final OutcomeHandler<I, O> handler;
    private final TransactionOperations transactions;
    private final IntentMeters meters;
    private final RandomGenerator random;
    private final Pause pause;
    private final LinkedBlockingQueue<Outcome<I, O>> queue = new LinkedBlockingQueue<>();

    OutcomeWriter(
            Intents<I> intents,
            OutcomeHandler<I, O> handler,
            TransactionOperations transactions,
            IntentMeters meters,
            RandomGenerator random,
            Pause pause) {
        this.intents = intents;
        this.handler = handler;
        this.transactions = transactions;
        this.meters = meters;
        this.random = random;
        this.pause = pause;
    }

    void add(Outcome<I, O> outcome) {
        queue.add(outcome);
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    /** Writes one batch, waiting a moment for a first outcome. */
    void turn() throws InterruptedException {
        Outcome<I, O> first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            writeWith(first);
        }
    }

    /** Writes one batch of what has come in; false if nothing has. */
    boolean writeWaiting() throws InterruptedException {
        Outcome<I, O> first = queue.poll();
        if (first == null) {
            return false;
        }
        writeWith(first);
        return true;
    }

    private void writeWith(Outcome<I, O> first) throws InterruptedException {
        List<Outcome<I, O>> batch = new ArrayList<>();
        batch.add(first);
        queue.drainTo(batch, intents.settings().maxBatchOutcomes() - 1);
        write(batch);
    }

    private void write(List<Outcome<I, O>> batch) throws InterruptedException {
        List<String> ids = batch.stream().map(o -> o.intent().id()).toList();
        for (int failures = 1; ; failures++) {
            try {
                transactions.executeWithoutResult(status -> {
                    handler.write(batch);
                    intents.store().close(ids);
                });
                intents.open().close(ids);
                meters.written(batch.size());
                return;
            } catch (RuntimeException failure) {
                switch (FailureKind.of(failure)) {
                    case CONFLICT -> pause.millis(CONFLICT.millis(failures, random));
                    case INFRASTRUCTURE -> {
                        log.warn("{} outcomes wait for the database: {}", batch.size(), failure.toString());
                        pause.millis(OUTAGE.millis(failures, random));
                    }
                    case CULPRIT -> {
                        narrowDown(batch, failure);
                        return;
                    }
                }
            }
        }
    }

    private void narrowDown(List<Outcome<I, O>> batch, RuntimeException failure) throws InterruptedException {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            write(batch.subList(0, half));
            write(batch.subList(half, batch.size()));
            return;
        }
        String id = batch.getFirst().intent().id();
        meters.fault();
        log.error(
                "The outcome of {} can't be written; it stays open and is asked again in {} s, others go on",
                id,
                FAULT_PAUSE.toSeconds(),
                failure);
        leaveOpen(id);
    }

    private void leaveOpen(String id) {
        try {
            intents.store().claim(List.of(id), FAULT_PAUSE);
        } catch (RuntimeException e) {
            log.warn("{} is asked again as soon as its claim runs out: {}", id, e.toString());
        }
        intents.open().close(List.of(id));
    }
}
