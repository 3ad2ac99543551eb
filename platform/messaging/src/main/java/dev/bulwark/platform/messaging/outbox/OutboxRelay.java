package dev.bulwark.platform.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoop.Next;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.outbox.RelayLoop.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * The thread that turns the {@link RelayLoop}: at once when a local transaction committed, else every 20 to 200 ms.
 *
 * <p>Nothing ends it: failures of the broker or the database, and its own, are waited out as by every {@link BackgroundLoop}.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long GATHER_NANOS_PER_ROW = 1_000_000;
    private static final long GATHER_MAX_NANOS = 30_000_000;

    private final RelayLoop loop;
    private final BeforeFirstSend beforeFirstSend;
    private final OutboxProperties properties;
    private final BackgroundLoop background;
    private int pauseMillis;
    private boolean ready;

    /** Whatever must be there before the first record: topics, and leaders for all their partitions. */
    @FunctionalInterface
    interface BeforeFirstSend {
        /** @return whether all is there; asked again later if not */
        boolean ready() throws InterruptedException;
    }

    OutboxRelay(RelayLoop loop, BeforeFirstSend beforeFirstSend, OutboxProperties properties, BackgroundLoops loops) {
        this.loop = loop;
        this.beforeFirstSend = beforeFirstSend;
        this.properties = properties;
        this.pauseMillis = properties.pollMinMillis();
        this.background = loops.loop("outbox-relay", this::turn);
    }

    /** There may be new rows: look now. Cheap, and for any thread. */
    void wake() {
        background.wake();
    }

    @Override
    public void start() {
        background.start();
    }

    private Next turn() throws InterruptedException {
        ready = ready || beforeFirstSend.ready();
        if (!ready) {
            return Next.afterBackoff();
        }
        long began = System.nanoTime();
        Turn turn = loop.turn();
        pauseMillis =
                turn == Turn.EMPTY ? Math.min(properties.pollMaxMillis(), pauseMillis * 2) : properties.pollMinMillis();
        return switch (turn) {
            case FULL -> Next.now();
            case SOME -> {
                TimeUnit.NANOSECONDS.sleep(gatherNanos(loop.rowsSent(), System.nanoTime() - began));
                yield Next.after(Duration.ofMillis(pauseMillis));
            }
            case EMPTY -> Next.after(Duration.ofMillis(pauseMillis));
            case NOT_OWNER -> {
                Thread.sleep(
                        properties.pollMaxMillis()); // commits here don't wake it: each look would lock the lease's row
                yield Next.now();
            }
            case FAILED -> Next.afterBackoff();
        };
    }

    /**
     * Lets rows gather while many come: after a turn of n rows the next begins n milliseconds after it began, or 30. A lone row waits for nobody;
     * under load the relay's batches grow, with them every batch downstream, and the cost of a row falls (ADR 0008).
     */
    static long gatherNanos(int rows, long elapsedNanos) {
        return Math.max(0, Math.min(rows * GATHER_NANOS_PER_ROW, GATHER_MAX_NANOS) - elapsedNanos);
    }

    @Override
    public void stop() {
        if (!background.isRunning()) {
            return;
        }
        background.stop(STOP);
        try {
            loop.close();
        } catch (DataAccessException e) {
            log.warn("The lease could not be given back; the next owner waits until it expires: {}", e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return background.isRunning();
    }

    /** Starts before the listeners and the web server, and stops after them: what they leave is still sent. */
    @Override
    public int getPhase() {
        return 0;
    }
}
