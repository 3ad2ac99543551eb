package dev.bulwark.standalone;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Prints a line when something begins to start and one when it has started, and repeats what is still starting whenever nothing has
 * been printed for a while, so that a slow start is never mistaken for one that hangs.
 */
final class StartProgress implements AutoCloseable {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final Duration longestSilence;
    private final Set<String> starting = new LinkedHashSet<>();
    private final ScheduledExecutorService reminder = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("start-progress").factory());

    private final ScheduledFuture<?> reminders;

    StartProgress(Terminal terminal) {
        this(terminal, LONGEST_SILENCE);
    }

    StartProgress(Terminal terminal, Duration longestSilence) {
        this.terminal = terminal;
        this.longestSilence = longestSilence;
        long period = Math.max(1, longestSilence.toMillis() / 5);
        this.reminders = reminder.scheduleWithFixedDelay(this::remind, period, period, TimeUnit.MILLISECONDS);
    }

    void begin(String name) {
        synchronized (starting) {
            starting.add(name);
        }
        terminal.say("starting " + name);
    }

    /** @param line what to print, for example where it is found */
    void done(String name, String line) {
        synchronized (starting) {
            starting.remove(name);
        }
        terminal.say(line);
    }

    private void remind() {
        if (terminal.silence().compareTo(longestSilence) < 0) {
            return;
        }
        String names;
        synchronized (starting) {
            names = String.join(", ", starting);
        }
        if (!names.isEmpty()) {
            terminal.say("still starting " + names);
        }
    }

    @Override
    public void close() {
        reminders.cancel(false);
        reminder.shutdown();
    }
}
