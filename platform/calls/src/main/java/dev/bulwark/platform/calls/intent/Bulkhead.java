package dev.bulwark.platform.calls.intent;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bounds the calls to one outside system: a number of fast ones at once, and beside them a number of slow ones.
 *
 * <p>A call that takes longer than the threshold moves to the slow lane as soon as another waits for its place, so slow calls delay their neighbours
 * by no more than the threshold. The slow lane holds no more calls than were answered within the last three seconds: where nothing is answered, every
 * call under way fails in the end and has to be made again (ADR 12).
 *
 * <p>Limit: with both lanes full callers wait, and {@link #slow()} shows it coming. Nothing is searched for slow calls while there are free places.
 */
final class Bulkhead {

    private static final long RECHECK_MILLIS = 5;
    /** Three whole ones and the present. */
    private static final int ANSWERS_COUNT_SECONDS = 4;

    private enum Lane {
        FAST,
        SLOW,
        NONE
    }

    private final Semaphore fast;
    private final int maxSlow;
    private final long slowAfterNanos;
    private final AtomicInteger slow = new AtomicInteger();
    private final RecentCount answers = new RecentCount(ANSWERS_COUNT_SECONDS);
    private final Set<Slot> taken = ConcurrentHashMap.newKeySet();

    Bulkhead(int maxConcurrent, int maxSlow, int slowAfterMillis) {
        this.fast = new Semaphore(maxConcurrent);
        this.maxSlow = maxSlow;
        this.slowAfterNanos = TimeUnit.MILLISECONDS.toNanos(slowAfterMillis);
    }

    /** A place for one call, which releases it. Waits for one; called by one thread. */
    Slot acquire() throws InterruptedException {
        while (!fast.tryAcquire()) {
            moveSlowOnes();
            if (fast.tryAcquire(RECHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        Slot slot = new Slot(System.nanoTime());
        taken.add(slot);
        return slot;
    }

    private void moveSlowOnes() {
        long now = System.nanoTime();
        int slowLane = Math.min(maxSlow, answers.sum(TimeUnit.NANOSECONDS.toSeconds(now)));
        for (Slot slot : taken) {
            if (now - slot.startedNanos >= slowAfterNanos && slow.get() < slowLane) {
                slot.moveToSlowLane();
            }
        }
    }

    int slow() {
        return slow.get();
    }

    int inFlight() {
        return taken.size();
    }

    /** One call's place. */
    final class Slot {

        private final long startedNanos;
        private final AtomicReference<Lane> lane = new AtomicReference<>(Lane.FAST);

        private Slot(long startedNanos) {
            this.startedNanos = startedNanos;
        }

        private void moveToSlowLane() {
            slow.incrementAndGet();
            if (lane.compareAndSet(Lane.FAST, Lane.SLOW)) {
                fast.release();
            } else {
                slow.decrementAndGet();
            }
        }

        /** Its call was answered. It still has to be released. */
        void answered() {
            answers.add(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()));
        }

        /** Gives the place back; more than once is as good as once. */
        void release() {
            taken.remove(this);
            switch (lane.getAndSet(Lane.NONE)) {
                case FAST -> fast.release();
                case SLOW -> slow.decrementAndGet();
                case NONE -> {}
            }
        }

        long elapsedNanos() {
            return System.nanoTime() - startedNanos;
        }
    }
}
