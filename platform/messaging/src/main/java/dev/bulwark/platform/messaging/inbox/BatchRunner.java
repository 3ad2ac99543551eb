package dev.bulwark.platform.messaging.inbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.Backoff;
import dev.bulwark.platform.core.background.Pause;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.deadletter.ParkedLetter;
import dev.bulwark.platform.messaging.deadletter.ParkedMessage;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a {@link BatchHandler} its messages: all of a batch in one transaction, each message once.
 *
 * <p>When {@link #run} returns, every message has had its effect, had it before, is parked, or waits behind a parked one of its key; when it
 * throws, none that was not already done is, and the same records must come again. Messages of a key take effect in the order given.
 * Limit: two runners of one consumer on the same key at once keep "once", but not the order; Kafka gives a partition to one at a time.
 *
 * @param <W> see {@link BatchHandler}
 */
public final class BatchRunner<W> {

    private static final Logger log = LoggerFactory.getLogger(BatchRunner.class);
    private static final Backoff CONFLICT = new Backoff(5, 1_000);

    private final BatchHandler<W> handler;
    private final MessageDecoder decoder;
    private final @Nullable InboxStore inbox;
    private final DeadLetters deadLetters;
    private final Consumer<Runnable> transaction;
    private final RandomGenerator random;
    private final Pause pause;
    private final BatchMeters meters;

    /**
     * A runner on ports of the caller's choice, for a world without database, broker or clock.
     *
     * @param inbox null for {@link InboxMode#VERSION_GUARDED}
     * @param windowDays how far back, by the clock, the inbox remembers
     * @param transaction runs its argument in a new transaction, commits it, and throws what it threw after rolling back
     * @param pause how a conflict is waited out
     */
    public static <W> BatchRunner<W> on(
            BatchHandler<W> handler,
            MessageCodec codec,
            @Nullable InboxStore inbox,
            int windowDays,
            DeadLetters deadLetters,
            Consumer<Runnable> transaction,
            Clock clock,
            RandomGenerator random,
            Pause pause,
            MeterRegistry meters) {
        InboxWindow window = new InboxWindow(clock, windowDays);
        return new BatchRunner<>(
                handler,
                new MessageDecoder(handler, codec, inbox == null ? day -> true : window::covers),
                inbox,
                deadLetters,
                transaction,
                random,
                pause,
                new BatchMeters(meters, handler.consumer()));
    }

    /**
     * @param inbox null for {@link InboxMode#VERSION_GUARDED}
     * @param transaction runs its argument in a new transaction, commits it, and throws what it threw after rolling back
     */
    BatchRunner(
            BatchHandler<W> handler,
            MessageDecoder decoder,
            @Nullable InboxStore inbox,
            DeadLetters deadLetters,
            Consumer<Runnable> transaction,
            RandomGenerator random,
            BatchMeters meters) {
        this(handler, decoder, inbox, deadLetters, transaction, random, Thread::sleep, meters);
    }

    private BatchRunner(
            BatchHandler<W> handler,
            MessageDecoder decoder,
            @Nullable InboxStore inbox,
            DeadLetters deadLetters,
            Consumer<Runnable> transaction,
            RandomGenerator random,
            Pause pause,
            BatchMeters meters) {
        this.handler = handler;
        this.decoder = decoder;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.random = random;
        this.pause = pause;
        this.meters = meters;
    }

    /**
     * Handles the messages, in order.
     *
     * @throws RuntimeException if the database can't be reached; the messages must be given again
     * @throws InterruptedException while waiting to run a conflicting batch again
     */
    public void run(List<IncomingMessage> batch) throws InterruptedException {
        List<Decoded> decoded =
                batch.stream().map(decoder::decode).filter(d -> !d.ignored()).toList();
        if (!decoded.isEmpty()) {
            runOrHalve(decoded);
        }
    }

    private void runOrHalve(List<Decoded> batch) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                AtomicReference<Handled> handled = new AtomicReference<>(Handled.NOTHING);
                transaction.accept(() -> handled.set(handle(batch)));
                committed(batch.size(), handled.get());
                return;
            } catch (RuntimeException failure) {
                switch (FailureKind.of(failure)) {
                    case CONFLICT -> {
                        meters.conflict();
                        pause.millis(CONFLICT.millis(failures, random));
                    }
                    case INFRASTRUCTURE -> throw failure;
                    case CULPRIT -> {
                        narrowDown(batch, failure);
                        return;
                    }
                }
            }
        }
    }

    /** What a transaction came to: counted and logged once it is committed, for an attempt that is rolled back has done nothing. */
    private record Handled(int repeated, List<ParkedLetter> parked) {
        private static final Handled NOTHING = new Handled(0, List.of());
    }

    private Handled handle(List<Decoded> batch) {
        List<Decoded> fresh = fresh(batch);
        int repeated = batch.size() - fresh.size();
        if (fresh.isEmpty()) {
            return new Handled(repeated, List.of());
        }
        Set<String> parkedKeys = deadLetters.lockParkedKeys(
                handler.consumer(),
                fresh.stream().map(d -> d.message().orderingKey()).distinct().toList());
        List<Delivery> deliveries = new ArrayList<>(fresh.size());
        List<ParkedMessage> parked = new ArrayList<>();
        Set<String> closedKeys = new HashSet<>(parkedKeys);
        for (Decoded decoded : fresh) {
            String key = decoded.message().orderingKey();
            Delivery delivery = decoded.delivery();
            if (closedKeys.contains(key)) {
                parked.add(new ParkedMessage(decoded.message(), null));
            } else if (delivery == null) {
                parked.add(new ParkedMessage(decoded.message(), decoded.fault()));
                closedKeys.add(key);
            } else {
                deliveries.add(delivery);
            }
        }
        if (!deliveries.isEmpty()) {
            W work = handler.prefetch(deliveries);
            for (Delivery delivery : deliveries) {
                handler.handle(delivery, work);
            }
            handler.flush(work);
        }
        return new Handled(repeated, parked.isEmpty() ? List.of() : deadLetters.park(handler.consumer(), parked));
    }

    private List<Decoded> fresh(List<Decoded> batch) {
        if (inbox == null) {
            return batch;
        }
        // What lies outside the window has no partition to be recorded in; the dead letters know a message by its id as
        // well.
        List<Decoded> recordable =
                batch.stream().filter(d -> !d.outsideWindow()).toList();
        Set<UUID> unseen = recordable.isEmpty()
                ? Set.of()
                : new HashSet<>(inbox.insertNew(
                        handler.consumer(),
                        recordable.stream().map(d -> InboxEntry.of(d.message())).toList()));
        List<Decoded> fresh = new ArrayList<>(batch.size());
        for (Decoded decoded : batch) {
            // remove, not contains: an id that is twice in the batch is new once
            if (decoded.outsideWindow() || unseen.remove(decoded.message().id())) {
                fresh.add(decoded);
            }
        }
        return fresh;
    }

    private void narrowDown(List<Decoded> batch, RuntimeException failure) throws InterruptedException {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            log.info(
                    "{} failed on a batch of {} and takes it in halves to find the message: {}",
                    handler.consumer(),
                    batch.size(),
                    failure.toString());
            runOrHalve(batch.subList(0, half));
            runOrHalve(batch.subList(half, batch.size()));
            return;
        }
        Decoded culprit = batch.getFirst();
        if (culprit.delivery() == null) {
            throw failure; // even parking fails: that is nobody's message but our own fault, so the line stops, loudly
        }
        log.warn(
                "{} can't handle message {}",
                handler.consumer(),
                culprit.message().id(),
                failure);
        runOrHalve(List.of(culprit.failed(failure)));
    }

    private void committed(int messages, Handled handled) {
        meters.handled(messages);
        meters.repeated(handled.repeated());
        meters.parked(handled.parked().size());
        for (ParkedLetter letter : handled.parked()) {
            String cause = letter.parked().cause();
            if (cause != null) {
                IncomingMessage message = letter.parked().message();
                log.error(
                        "{} parks message {} ({} {}) as {}: later messages of key {} wait behind it, other keys go on. {}",
                        handler.consumer(),
                        message.id(),
                        message.topic(),
                        message.type(),
                        letter.name(),
                        message.orderingKey(),
                        cause);
            }
        }
    }
}
