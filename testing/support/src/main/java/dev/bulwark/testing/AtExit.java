package dev.bulwark.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes servers when the JVM ends, last opened first, and after Spring has closed its contexts: contexts that lose their
 * database while they stop take long and fill the log. Both run as shutdown hooks, which the JVM starts all at once.
 */
final class AtExit {

    private static final Duration PATIENCE_WITH_SPRING = Duration.ofSeconds(20);
    private static final Deque<AutoCloseable> open = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "test-servers-shutdown"));
    }

    private AtExit() {}

    static void close(AutoCloseable server) {
        synchronized (open) {
            open.push(server);
        }
    }

    private static void closeAll() {
        awaitSpring();
        synchronized (open) {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (Exception e) {
                    System.err.println("Test servers: one did not stop in order: " + e);
                }
            }
        }
    }

    private static void awaitSpring() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("Spring") && thread.getName().endsWith("ShutdownHook")) {
                try {
                    thread.join(PATIENCE_WITH_SPRING);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
