package dev.bulwark.platform.core.background;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task run again and again on a thread of its own, with a pause between runs.
 *
 * <p>A run that fails is logged, and the next one comes all the same. {@link #stop()} interrupts a run under way and waits for its end.
 */
public final class Periodic {

    private static final Logger log = LoggerFactory.getLogger(Periodic.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final String name;
    private final Duration pause;
    private final Task task;
    private @Nullable Thread thread;

    /** What is run. An {@link InterruptedException} ends the repetition. */
    @FunctionalInterface
    public interface Task {
        void run() throws InterruptedException;
    }

    /** @param name of the thread, and in the log */
    public Periodic(String name, Duration pause, Task task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    /** Starts; the first run comes after the first pause. Without effect if it is running. */
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name(name).start(this::repeat);
        }
    }

    private void repeat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause);
                try {
                    task.run();
                } catch (RuntimeException e) {
                    log.warn("{} failed and is tried again in {}", name, pause, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stop() asked for it
        }
    }

    /** Stops, waiting five seconds at most. */
    public synchronized void stop() {
        Thread current = thread;
        thread = null;
        if (current != null) {
            current.interrupt();
            try {
                if (!current.join(STOP_WAIT)) {
                    log.warn("{} doesn't end within {}; it is a daemon and ends with the process", name, STOP_WAIT);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public synchronized boolean isRunning() {
        return thread != null;
    }
}
