package dev.bulwark.platform.messaging.outbox;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.messaging.outbox.RelayLoop.Turn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The thread that turns the {@link RelayLoop}: at once when a local transaction committed, else every 20 to 200 ms.
 *
 * <p>Failures of the broker or the database are waited out with full jitter and never end the thread.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BACKOFF_BASE_MILLIS = 50;
    private static final int BACKOFF_CAP_MILLIS = 2_000;
    private static final long STOP_MILLIS = 5_000;
    private static final long GATHER_NANOS_PER_ROW = 1_000_000;
    private static final long GATHER_MAX_NANOS = 30_000_000;

    private final RelayLoop loop;
    private final BeforeFirstSend beforeFirstSend;
    private final OutboxProperties properties;
    private final RandomGenerator random;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** Whatever must be there before the first record: topics, and leaders for all their partitions. */
    @FunctionalInterface
    interface BeforeFirstSend {
        /** @return whether all is there; asked again later if not */
        boolean ready() throws InterruptedException;
    }

    OutboxRelay(RelayLoop loop, BeforeFirstSend beforeFirstSend, OutboxProperties properties, RandomGenerator random) {
        this.loop = loop;
        this.beforeFirstSend = beforeFirstSend;
        this.properties = properties;
        this.random = random;
    }

    /** There may be new rows: look now. Cheap, and for any thread. */
    void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    private void run() {
        int failures = 0;
        int pauseMillis = properties.pollMinMillis();
        boolean ready = false;
        try {
            while (running) {
                Turn turn;
                long began = System.nanoTime();
                try {
                    ready = ready || beforeFirstSend.ready();
                    turn = ready ? loop.turn() : Turn.FAILED;
                } catch (DataAccessException | TransactionException e) {
                    log.warn("The relay can't reach its database and tries again: {}", e.getMessage());
                    turn = Turn.FAILED;
                }
                failures = turn == Turn.FAILED ? failures + 1 : 0;
                pauseMillis = turn == Turn.EMPTY
                        ? Math.min(properties.pollMaxMillis(), pauseMillis * 2)
                        : properties.pollMinMillis();
                switch (turn) {
                    case FULL -> {}
                    case SOME -> {
                        TimeUnit.NANOSECONDS.sleep(gatherNanos(loop.rowsSent(), System.nanoTime() - began));
                        pause(pauseMillis);
                    }
                    case EMPTY -> pause(pauseMillis);
                    case NOT_OWNER -> Thread.sleep(properties.pollMaxMillis());
                    case FAILED -> Thread.sleep(backoffMillis(failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The relay met a fault of its own and ends; nothing more is published by this instance", e);
        }
    }

    /**
     * Lets rows gather while many come: after a turn of n rows the next begins n milliseconds after it began, or 30. A lone row waits for nobody;
     * under load the relay's batches grow, with them every batch downstream, and the cost of a row falls (ADR 0008).
     */
    static long gatherNanos(int rows, long elapsedNanos) {
        return Math.max(0, Math.min(rows * GATHER_NANOS_PER_ROW, GATHER_MAX_NANOS) - elapsedNanos);
    }

    private void pause(int millis) throws InterruptedException {
        if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    private long backoffMillis(int failures) {
        long ceiling = Math.min(BACKOFF_CAP_MILLIS, (long) BACKOFF_BASE_MILLIS << Math.min(failures, 16));
        return 1 + random.nextLong(ceiling);
    }

    @Override
    public void stop() {
        running = false;
        Thread current = thread;
        if (current == null) {
            return;
        }
        wake();
        try {
            current.join(STOP_MILLIS);
            if (current.isAlive()) {
                current.interrupt();
                current.join(STOP_MILLIS);
            }
            loop.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            log.warn("The lease could not be given back; the next owner waits until it expires: {}", e.getMessage());
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the listeners and the web server, and stops after them: what they leave is still sent. */
    @Override
    public int getPhase() {
        return 0;
    }
}
