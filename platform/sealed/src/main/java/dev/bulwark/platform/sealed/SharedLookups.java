package dev.bulwark.platform.sealed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;

/**
 * Remembers what was looked up, for a bounded time from when the look-up began. One thread looks a key up; others wait for what it finds, no longer
 * than their own {@link Deadline}, and try for themselves once if it fails. Failures aren't remembered.
 *
 * <p>No lock is held meanwhile, as a cache's own computation would: its maintenance then waits for that lock in the common pool, of which two cores
 * have one thread, and without which the JDK's HTTP client (of Java 25) doesn't deliver the answer that the look-up waits for.
 *
 * @param <V> what is found; null is no answer
 */
public final class SharedLookups<V> {

    private final Cache<String, CompletableFuture<V>> known;

    /** @param ticker time as it passes, {@link Ticker#systemTicker()} outside tests */
    public SharedLookups(int maxKeys, Duration longest, Ticker ticker) {
        this.known = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfterWrite(longest)
                .ticker(ticker)
                .build();
    }

    /**
     * @throws DeadlineExceededException if another's look-up takes longer than there is time
     * @throws RuntimeException whatever the look-up throws
     */
    public V get(String key, Function<String, V> lookUp) {
        try {
            return attempt(key, lookUp);
        } catch (TheirFailureException e) {
            // Another's look-up had less time than there is here, perhaps.
        }
        try {
            return attempt(key, lookUp);
        } catch (TheirFailureException e) {
            throw e.unwrapped;
        }
    }

    private V attempt(String key, Function<String, V> lookUp) throws TheirFailureException {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> theirs = known.getIfPresent(key);
        if (theirs == null) {
            theirs = known.asMap().putIfAbsent(key, mine);
        }
        return theirs == null ? lookUp(key, lookUp, mine) : await(theirs);
    }

    private V lookUp(String key, Function<String, V> lookUp, CompletableFuture<V> mine) {
        try {
            V found = lookUp.apply(key);
            mine.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            known.asMap().remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static <V> V await(CompletableFuture<V> lookUp) throws TheirFailureException {
        Deadline deadline = Deadline.current();
        try {
            return deadline == null
                    ? lookUp.get()
                    : lookUp.get(Math.max(0, deadline.remainingMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TheirFailureException(e);
        } catch (TimeoutException e) {
            throw new DeadlineExceededException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another looks it up", e);
        }
    }

    /** Forgets it at once, here; what is being looked up just now is for those who wait for it already. */
    public void forget(String key) {
        known.invalidate(key);
    }

    private static final class TheirFailureException extends Exception {

        private final RuntimeException unwrapped;

        private TheirFailureException(ExecutionException e) {
            super(e);
            this.unwrapped = e.getCause() instanceof RuntimeException theirs
                    ? theirs
                    : new IllegalStateException("the look-up of another failed", e);
        }
    }
}
