package dev.bulwark.saga.audit;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.bulwark.platform.core.background.VirtualThreads;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/** Fetches in parallel: each fetch runs on a virtual thread of its own, within the caller's deadline and trace. */
final class ParallelFetch implements AutoCloseable {

    private final ExecutorService threads = VirtualThreads.executor("audit-source");
    private final @Nullable Deadline deadline = Deadline.current();
    private final @Nullable TraceContext trace = TraceContext.current();

    /** Begins the work. The supplier returned waits for its result, or throws what it threw. */
    <T> Supplier<T> start(Supplier<T> work) {
        Supplier<T> traced = trace == null ? work : () -> trace.<T, RuntimeException>call(work::get);
        Supplier<T> bounded = deadline == null ? traced : () -> deadline.<T, RuntimeException>call(traced::get);
        Future<T> running = threads.submit(bounded::get);
        return () -> await(running);
    }

    private static <T> T await(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a source was asked", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Begins nothing more. What is under way ends by itself, within its deadline: an interrupt would break connections of the pool. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
