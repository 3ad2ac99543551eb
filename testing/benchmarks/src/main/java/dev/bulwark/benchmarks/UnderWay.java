package dev.bulwark.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many orders may be under way at once, from their acknowledgement to their end: enough to keep every step busy, and no flood of posts that outrun
 * their sagas whenever these stand still for a second (a checkpoint, say), so that the length of a queue is measured and not the platform.
 */
final class UnderWay {

    /** At a thousand a second a hundred end meanwhile. */
    private static final long LOOK_EVERY_MILLIS = 100;

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Counters.Servers servers;
    private final int most;

    /** @param most orders under way; those being posted come on top */
    UnderWay(Counters.Servers servers, int most) {
        this.servers = servers;
        this.most = most;
    }

    /**
     * Starts to look how many are open.
     *
     * @param answered how many posts were answered since there was no order under way
     */
    Watch watch(LongSupplier answered) {
        Watch watch = new Watch(answered);
        watch.thread.start();
        return watch;
    }

    /** Looks as long as it isn't closed. */
    final class Watch implements AutoCloseable {

        private final LongSupplier answered;
        private final Thread thread = Thread.ofPlatform().name("under-way").unstarted(this::look);
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private long placesUpTo = most;
        private boolean blind;

        private Watch(LongSupplier answered) {
            this.answered = answered;
        }

        private void look() {
            try (Connection connection = servers.connect("orders");
                    PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM open_order")) {
                while (true) {
                    // In this order: what is answered between the two makes the bound a little stricter, not looser.
                    long before = answered.getAsLong();
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        placesUpTo(before - row.getLong(1) + most, false);
                    }
                    Thread.sleep(LOOK_EVERY_MILLIS);
                }
            } catch (SQLException e) {
                placesUpTo(0, true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closed
            }
        }

        private void placesUpTo(long number, boolean cannotSee) {
            lock.lock();
            try {
                placesUpTo = Math.max(placesUpTo, number);
                blind = cannotSee;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /**
         * Waits until the order of that number, the first being 0, may be placed.
         *
         * @throws IllegalStateException if it can't be seen any more how many are under way, or they don't end
         */
        void awaitPlaceFor(long number) throws InterruptedException {
            long left = PATIENCE_NANOS;
            lock.lockInterruptibly();
            try {
                while (number >= placesUpTo && !blind && left > 0) {
                    left = changed.awaitNanos(left);
                }
                if (blind || left <= 0) {
                    throw new IllegalStateException(
                            blind
                                    ? "the orders' database can't be asked how many are under way"
                                    : most + " orders are under way and don't end");
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
