package dev.bulwark.platform.core.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.Backoff;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * A turn of work taken again and again on a daemon thread of its own, until it is stopped.
 *
 * <p>Nothing that a turn throws ends the loop, errors included: it is logged and counted, and the next turn comes after a backoff. Since when the
 * work is overdue is shown by {@link #overdue()}, which also grows while a turn hangs. {@link #stop()} lets the turn under way finish within the grace, then
 * interrupts it. Made by {@link BackgroundLoops}; a bean of this type is started and stopped by the application context.
 */
public final class BackgroundLoop implements SmartLifecycle {

    /** One turn, on the loop's thread. */
    @FunctionalInterface
    public interface Turn {
        Next take() throws Exception;
    }

    /**
     * When the next turn comes.
     *
     * @param pause ended early by {@link BackgroundLoop#wake()}
     * @param failed the turn could not do its work and has said so in the log: the loop backs off as after an exception
     */
    public record Next(Duration pause, boolean failed) {

        private static final Next NOW = new Next(Duration.ZERO, false);
        private static final Next AFTER_BACKOFF = new Next(Duration.ZERO, true);

        public static Next now() {
            return NOW;
        }

        public static Next after(Duration pause) {
            return new Next(pause, false);
        }

        public static Next afterBackoff() {
            return AFTER_BACKOFF;
        }
    }

    private static final Backoff BACKOFF = new Backoff(50, 2_000);
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    private final String name;
    private final Duration firstWait;
    private final Turn turn;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Counter failureCounter;
    private final LoopLog log;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Run run;
    private volatile long dueSinceNanos;
    private volatile boolean due;

    BackgroundLoop(
            String name,
            Duration firstWait,
            Turn turn,
            RandomGenerator random,
            LongSupplier nanoTime,
            Counter failureCounter) {
        this.name = name;
        this.firstWait = firstWait;
        this.turn = turn;
        this.random = random;
        this.nanoTime = nanoTime;
        this.failureCounter = failureCounter;
        this.log = new LoopLog(name, nanoTime);
    }

    public String name() {
        return name;
    }

    /** Ends the wait for the next turn, if there is one; a backoff goes on. Cheap, and for any thread. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** For how long the loop has owed a completed turn; zero while it waits for the next one, and while it isn't running. */
    public Duration overdue() {
        return due ? Duration.ofNanos(nanoTime.getAsLong() - dueSinceNanos) : Duration.ZERO;
    }

    /** Without effect if it is running. */
    @Override
    public synchronized void start() {
        if (run == null) {
            Run started = new Run();
            run = started;
            started.thread.start();
        }
    }

    @Override
    public void stop() {
        stop(GRACE);
    }

    /** @param grace for the turn under way; then it is interrupted, and half a second later left to end with the process */
    public synchronized void stop(Duration grace) {
        Run stopped = run;
        run = null;
        if (stopped != null) {
            stopped.end(grace);
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    /** From one start to the next stop. */
    private final class Run {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(this::repeat);
        private int failures;

        private void repeat() {
            Next next = Next.after(firstWait);
            while (awaits(next)) {
                next = take();
            }
            due = false;
        }

        /** False once the loop is stopped. */
        private boolean awaits(Next next) {
            try {
                if (next.failed()) {
                    long millis = BACKOFF.millis(failures, random);
                    return !stopped.await(millis, TimeUnit.MILLISECONDS);
                }
                if (!next.pause().isZero() && wake.tryAcquire(next.pause().toNanos(), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                // Either stop() asked, which the count tells, or somebody without a right to: then the next turn comes
                // early.
            }
            return stopped.getCount() > 0;
        }

        private Next take() {
            if (!due) {
                dueSinceNanos = nanoTime.getAsLong();
                due = true;
            }
            try {
                Next next = turn.take();
                if (next.failed()) {
                    failed(null);
                } else {
                    succeeded();
                }
                return next;
            } catch (Throwable e) {
                if (stopped.getCount() > 0) {
                    failed(e);
                }
                return Next.afterBackoff();
            }
        }

        private void succeeded() {
            due = false;
            if (failures > 0) {
                log.recovered(failures);
                failures = 0;
            }
        }

        private void failed(@Nullable Throwable cause) {
            failures++;
            failureCounter.increment();
            log.failed(failures, cause);
        }

        private void end(Duration grace) {
            stopped.countDown();
            wake.release();
            try {
                if (!thread.join(grace)) {
                    thread.interrupt();
                    if (!thread.join(AFTER_INTERRUPT)) {
                        log.leftBehind();
                    }
                }
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
