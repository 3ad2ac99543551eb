package dev.bulwark.platform.calls.intent;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * The intents this instance has claimed and not yet closed: ready ones first come first served, retries when they are due.
 *
 * <p>Knows no thread and no clock of its own, so a simulation can drive it. Bounded: what doesn't fit isn't held, and is found by the sweeper when its
 * claim has run out.
 */
final class OpenIntents<I> {

    /**
     * An intent and how often it was tried.
     *
     * @param failures attempts so far, all without an answer
     */
    record Attempt<I>(Intent<I> intent, int failures) {

        Attempt<I> failed() {
            return new Attempt<>(intent, failures + 1);
        }

        boolean isRetry() {
            return failures > 0;
        }
    }

    private record Delayed<I>(Attempt<I> attempt, Instant due) {}

    private final int maxHeld;
    private final Map<String, Instant> claimedAt = new HashMap<>();
    private final Deque<Attempt<I>> ready = new ArrayDeque<>();
    private final PriorityQueue<Delayed<I>> delayed = new PriorityQueue<>(Comparator.comparing(Delayed::due));

    OpenIntents(int maxHeld) {
        this.maxHeld = maxHeld;
    }

    /** Takes what fits and isn't held already. @return how many did not fit */
    synchronized int admit(List<Intent<I>> intents, Instant now) {
        int refused = 0;
        for (Intent<I> intent : intents) {
            if (claimedAt.containsKey(intent.id())) {
                continue;
            }
            if (claimedAt.size() >= maxHeld) {
                refused++;
                continue;
            }
            claimedAt.put(intent.id(), now);
            ready.addLast(new Attempt<>(intent, 0));
        }
        notifyAll();
        return refused;
    }

    /** The next one whose turn it is, or null. It stays open until closed; what was closed while it waited is passed over. */
    synchronized @Nullable Attempt<I> next(Instant now) {
        Attempt<I> next = first(now);
        while (next != null && !isHeld(next)) {
            next = first(now);
        }
        return next;
    }

    private @Nullable Attempt<I> first(Instant now) {
        Delayed<I> first = delayed.peek();
        if (first != null && !first.due().isAfter(now)) {
            delayed.remove();
            return first.attempt();
        }
        return ready.pollFirst();
    }

    private boolean isHeld(Attempt<I> attempt) {
        return claimedAt.containsKey(attempt.intent().id());
    }

    /** Waits until something was admitted or put back, at most so long, and no longer than the first retry is due. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again, whatever woke it
    synchronized void await(Instant now, long maxMillis) throws InterruptedException {
        if (!ready.isEmpty()) {
            return;
        }
        Delayed<I> first = delayed.peek();
        long untilDue = first == null ? maxMillis : first.due().toEpochMilli() - now.toEpochMilli();
        long millis = Math.min(maxMillis, untilDue);
        if (millis > 0) {
            wait(millis);
        }
    }

    /** Whether {@link #next} would give something. */
    synchronized boolean isDue(Instant now) {
        Delayed<I> first = delayed.peek();
        return !ready.isEmpty() || (first != null && !first.due().isAfter(now));
    }

    /** When the first of those that wait for their next try is due; null where none does. */
    synchronized @Nullable Instant firstRetry() {
        Delayed<I> first = delayed.peek();
        return first == null ? null : first.due();
    }

    synchronized void retryAt(Attempt<I> attempt, Instant due) {
        delayed.add(new Delayed<>(attempt, due));
        notifyAll();
    }

    /** It could not be tried after all and is first again. */
    synchronized void putBack(Attempt<I> attempt) {
        ready.addFirst(attempt);
    }

    /** Takes out those that wait and have expired. */
    synchronized List<Intent<I>> takeExpired(Instant now) {
        List<Intent<I>> expired = new ArrayList<>();
        ready.removeIf(attempt -> !isHeld(attempt));
        delayed.removeIf(waiting -> !isHeld(waiting.attempt()));
        for (Iterator<Attempt<I>> it = ready.iterator(); it.hasNext(); ) {
            Intent<I> intent = it.next().intent();
            if (intent.expired(now)) {
                expired.add(intent);
                it.remove();
            }
        }
        for (Iterator<Delayed<I>> it = delayed.iterator(); it.hasNext(); ) {
            Intent<I> intent = it.next().attempt().intent();
            if (intent.expired(now)) {
                expired.add(intent);
                it.remove();
            }
        }
        return expired;
    }

    synchronized void close(Collection<String> ids) {
        claimedAt.keySet().removeAll(ids);
    }

    /** Those whose claim is older, now counted as claimed anew. */
    synchronized List<String> claimedBefore(Instant limit, Instant now) {
        List<String> old = new ArrayList<>();
        claimedAt.replaceAll((id, at) -> {
            if (at.isBefore(limit)) {
                old.add(id);
                return now;
            }
            return at;
        });
        return old;
    }

    synchronized int size() {
        return claimedAt.size();
    }
}
