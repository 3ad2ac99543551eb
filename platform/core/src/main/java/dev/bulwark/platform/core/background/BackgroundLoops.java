package dev.bulwark.platform.core.background;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Makes the loops of an application, and knows them all: each has the meters {@code bulwark.background.overdue} (seconds) and
 * {@code bulwark.background.failures}.
 */
public final class BackgroundLoops {

    static final String OVERDUE = "bulwark.background.overdue";
    static final String FAILURES = "bulwark.background.failures";
    private static final String LOOP_TAG = "loop";

    /** What a periodic loop does. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    private final MeterRegistry meters;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final List<BackgroundLoop> loops = new CopyOnWriteArrayList<>();

    public BackgroundLoops(MeterRegistry meters, RandomGenerator random, LongSupplier nanoTime) {
        this.meters = meters;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /**
     * A loop that decides after each turn when the next one comes; the first comes at once.
     *
     * @param name of the thread, of the meters and in the log
     */
    public BackgroundLoop loop(String name, BackgroundLoop.Turn turn) {
        return add(name, Duration.ZERO, turn);
    }

    /** A loop that runs the task with a pause before each run. */
    public BackgroundLoop every(Duration pause, String name, Task task) {
        BackgroundLoop.Next next = BackgroundLoop.Next.after(pause);
        return add(name, pause, () -> {
            task.run();
            return next;
        });
    }

    private BackgroundLoop add(String name, Duration firstWait, BackgroundLoop.Turn turn) {
        Counter failures = Counter.builder(FAILURES).tag(LOOP_TAG, name).register(meters);
        BackgroundLoop loop = new BackgroundLoop(name, firstWait, turn, random, nanoTime, failures);
        Gauge.builder(OVERDUE, loop, BackgroundLoops::overdueSeconds)
                .baseUnit("seconds")
                .tag(LOOP_TAG, name)
                .register(meters);
        loops.add(loop);
        return loop;
    }

    private static double overdueSeconds(BackgroundLoop loop) {
        return loop.overdue().toMillis() / 1_000.0;
    }

    List<BackgroundLoop> all() {
        return List.copyOf(loops);
    }
}
