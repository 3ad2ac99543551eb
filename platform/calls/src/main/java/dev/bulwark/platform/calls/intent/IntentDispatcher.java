package dev.bulwark.platform.calls.intent;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoop.Next;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.core.background.VirtualThreads;
import dev.bulwark.platform.core.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries recorded intents to the outside: a virtual thread a call, bounded by a bulkhead, behind a circuit breaker, within a retry budget.
 *
 * <p>An open breaker stops it, and so does an outside that asks to be left alone for a while: intents stay open, intake pauses by {@link Intents#saturated()}, what expires meanwhile is given up
 * without a call. See the package for what is promised. Starts before the listeners and stops after them, within five seconds: calls under way get
 * two, the rest is left to the next start.
 */
public final class IntentDispatcher<I, O> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(IntentDispatcher.class);
    /** After the relay (0), before the listeners and the web server; stopped in the opposite order. */
    private static final int PHASE = 100;

    private static final Duration WAIT = Duration.ofMillis(250);
    /** How often an open breaker is asked again. */
    private static final long BREAKER_WAIT_MILLIS = 50;

    private static final long DRAIN_MILLIS = 2_000;
    /** For the writer to finish its transaction. */
    private static final Duration LOOP_GRACE = Duration.ofMillis(500);

    private final String name;
    private final OutsideCall<I, O> outside;
    private final Clock clock;
    private final OpenIntents<I> open;
    private final IntentSteps<I, O> steps;
    private final OutsideBreaker breaker;
    private final Bulkhead slots;
    private final RetryPause pause;
    private final Duration sweepPause;
    private final List<BackgroundLoop> loops;
    private final Set<Thread> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean dispatching;
    private volatile boolean running;

    /**
     * @param name of the outside, for threads, meters and logs, for example {@code psp}
     * @param transactions how outcomes are written: a transaction of the database that holds the intents
     */
    public IntentDispatcher(
            String name,
            Intents<I> intents,
            OutsideCall<I, O> outside,
            OutcomeHandler<I, O> handler,
            TransactionOperations transactions,
            RandomGenerator random,
            BackgroundLoops backgroundLoops,
            MeterRegistry registry) {
        this.name = name;
        IntentSettings settings = intents.settings();
        this.outside = outside;
        this.clock = intents.clock();
        this.open = intents.open();
        this.breaker = new OutsideBreaker(name);
        this.slots = new Bulkhead(settings.maxConcurrent(), settings.maxSlow(), settings.slowAfterMillis());
        this.pause = new RetryPause(name, clock);
        this.steps = new IntentSteps<>(name, intents, handler, transactions, random, Thread::sleep, registry);
        steps.meters().watch(open, slots, breaker);
        this.sweepPause = Duration.ofMillis(settings.sweepMillis());
        this.loops = List.of(
                backgroundLoops.loop(name + "-intent-writer", this::write),
                backgroundLoops.loop(name + "-intent-dispatcher", this::dispatchNext),
                backgroundLoops.loop(name + "-intent-sweeper", this::sweep));
    }

    @Override
    public void start() {
        running = true;
        dispatching = true;
        loops.forEach(BackgroundLoop::start);
    }

    private Next write() throws InterruptedException {
        steps.writer().turn();
        return Next.now();
    }

    private Next sweep() {
        steps.sweeper().look();
        return Next.after(sweepPause);
    }

    private Next dispatchNext() throws InterruptedException {
        if (!dispatching) {
            return Next.after(WAIT);
        }
        IntentSteps.Call<I> call = steps.next();
        if (call == null) {
            open.await(clock.instant(), WAIT.toMillis());
        } else {
            dispatch(call);
        }
        return Next.now();
    }

    private void dispatch(IntentSteps.Call<I> call) throws InterruptedException {
        Bulkhead.Slot slot = slots.acquire();
        boolean waitedTooLong = call.intent().expired(clock.instant());
        if (waitedTooLong || !pause.isOver() || !breaker.allows()) {
            slot.release();
            steps.putBack(call);
            Thread.sleep(BREAKER_WAIT_MILLIS);
            return;
        }
        Duration atMost = steps.begin(call);
        Thread thread = VirtualThreads.unstarted(
                name + "-call",
                () -> TraceContext.where(call.intent().traceparent()).run(() -> carryOut(call, atMost, slot)));
        calls.add(thread);
        thread.start();
    }

    private void carryOut(IntentSteps.Call<I> call, Duration atMost, Bulkhead.Slot slot) {
        try {
            CallResult<O> result = ask(call.intent(), atMost);
            long nanos = slot.elapsedNanos();
            switch (result) {
                case CallResult.Answered<O> answered -> {
                    slot.answered();
                    breaker.answered(nanos);
                }
                case CallResult.TryAgain<O>(String reason, var retryAfter) -> {
                    pause.asked(retryAfter);
                    breaker.failed(nanos, reason);
                }
                case CallResult.Rejected<O>(String reason) -> breaker.failed(nanos, reason);
            }
            steps.returned(call, result, nanos);
        } catch (InterruptedException e) {
            // Stopping: the intent stays in the store, and is asked again when its claim has run out.
            breaker.abandoned();
        } finally {
            slot.release();
            calls.remove(Thread.currentThread());
        }
    }

    private CallResult<O> ask(Intent<I> intent, Duration atMost) throws InterruptedException {
        try {
            return outside.call(intent, atMost);
        } catch (RuntimeException e) {
            log.warn(
                    "A call to {} for {} failed in a way nobody foresaw and counts as unanswered",
                    name,
                    intent.id(),
                    e);
            return new CallResult.TryAgain<>(e.toString());
        }
    }

    @Override
    public void stop() {
        dispatching = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        while (!(calls.isEmpty() && steps.writer().isIdle()) && System.nanoTime() < deadline && slept(5)) {
            // calls under way come back, and their outcomes are written
        }
        running = false;
        calls.forEach(Thread::interrupt);
        loops.forEach(loop -> loop.stop(LOOP_GRACE));
        if (open.size() > 0) {
            log.info("{} intents for {} are left to the next start", open.size(), name);
        }
    }

    private static boolean slept(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
