package dev.bulwark.platform.core.background;

/** Waiting before another try: {@link Thread#sleep(long)}, or in a simulation the passing of its own time. */
@FunctionalInterface
public interface Pause {

    /** Comes back after so long. */
    void millis(long millis) throws InterruptedException;
}
