package dev.bulwark.platform.core.background;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done once, on a virtual thread of its own: the only place that makes such threads. What is done again and again is a
 * {@link BackgroundLoop}.
 *
 * <p>A failure that the work doesn't handle is logged with the thread's name. Limit: nothing here bounds how many run at once; whoever starts them does.
 */
public final class VirtualThreads {

    private static final Logger log = LoggerFactory.getLogger(VirtualThreads.class);

    private VirtualThreads() {}

    /** Not started yet. */
    public static Thread unstarted(String name, Runnable work) {
        return builder(name).unstarted(work);
    }

    public static Thread start(String name, Runnable work) {
        return builder(name).start(work);
    }

    /** A thread a task, all of one name. What a task throws is its future's; close it, which waits for the tasks. */
    public static ExecutorService executor(String name) {
        return Executors.newThreadPerTaskExecutor(builder(name).factory());
    }

    private static Thread.Builder.OfVirtual builder(String name) {
        return Thread.ofVirtual()
                .name(name)
                .uncaughtExceptionHandler(
                        (thread, failure) -> log.error("{} failed and is not repeated", thread.getName(), failure));
    }
}
