package dev.bulwark.standalone;

import java.io.PrintStream;
import java.time.Duration;

/** Prints what a person sees while the platform starts and stops: a line for each thing that happened, with the seconds since the start. */
final class Terminal {

    private final PrintStream out;
    private final long startedAt = System.nanoTime();
    private volatile long printedAt = startedAt;

    Terminal(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.printf("%6.1f s  %s%n", seconds(), line);
        flush();
    }

    void plain(String text) {
        out.println(text);
        flush();
    }

    /** How long nothing has been printed. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - printedAt);
    }

    private void flush() {
        out.flush();
        printedAt = System.nanoTime();
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - startedAt).toMillis() / 1000.0;
    }
}
