package dev.bulwark.platform.http.groupcommit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.bulwark.platform.core.background.VirtualThreads;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: writers that come while another writes go into the next transaction together, and share its round trips and its
 * flush to disk.
 *
 * <p>Nobody waits for company: a writer who finds nobody at work writes at once, alone, as if this class weren't there. Whatever a group
 * can't settle is written alone as well, by the writer who brought it: an item that the group passes over, and every item of a group that
 * fails. So writing alone is what decides about errors, and a bad item costs its neighbours a second attempt, no more.
 *
 * <p>Limits: groups of one instance are written one after the other; a group runs in a thread of its own, without the {@link Deadline}
 * and the trace of those it writes for. Source of the idea: DeWitt et al., Implementation Techniques for Main Memory Database Systems, 1984.
 *
 * @param <I> what is written
 * @param <O> what its writer is told
 */
public final class GroupCommit<I, O> {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    private final String name;
    private final int maxItems;
    private final Function<List<I>, List<@Nullable O>> group;
    private final Queue<Waiting<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    /**
     * @param name for threads and logs
     * @param maxItems of a group
     * @param group writes all items in one transaction; an outcome for each, in order, or null for one it has left alone. If it
     *     throws, nothing of it must have been committed
     */
    public GroupCommit(String name, int maxItems, Function<List<I>, List<@Nullable O>> group) {
        this.name = name;
        this.maxItems = maxItems;
        this.group = group;
    }

    /**
     * Writes the item, in a group or alone, and returns when that is committed.
     *
     * @param alone writes this item by itself, in a transaction of its own; what it throws is thrown
     * @throws DeadlineExceededException if the caller's deadline passes first; like any late answer it leaves open whether the write took place
     */
    public O write(I item, Supplier<? extends O> alone) {
        if (writing.compareAndSet(false, true)) {
            try {
                return alone.get();
            } finally {
                passOn();
            }
        }
        Waiting<I, O> mine = new Waiting<>(item);
        waiting.add(mine);
        if (writing.compareAndSet(false, true)) {
            passOn();
        }
        O shared = mine.outcome();
        return shared != null ? shared : alone.get();
    }

    /** How many wait for the next group, those who gave up included. */
    public int waiting() {
        return waiting.size();
    }

    /** Ends a turn: those who came meanwhile are written next. Looks again after opening the door, for somebody may just have come. */
    private void passOn() {
        do {
            if (!waiting.isEmpty()) {
                VirtualThreads.start(name, this::writeGroup);
                return;
            }
            writing.set(false);
        } while (!waiting.isEmpty() && writing.compareAndSet(false, true));
    }

    private void writeGroup() {
        List<Waiting<I, O>> members = new ArrayList<>();
        for (Waiting<I, O> next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!next.outcome.isDone()) {
                members.add(next);
            }
            if (members.size() == maxItems) {
                break;
            }
        }
        try {
            settle(members);
        } finally {
            passOn();
        }
    }

    private void settle(List<Waiting<I, O>> members) {
        List<@Nullable O> outcomes = List.of();
        try {
            if (members.size() > 1) {
                outcomes = group.apply(members.stream().map(m -> m.item).toList());
            }
        } catch (RuntimeException e) {
            log.info("{}: a group of {} failed, each is written alone: {}", name, members.size(), e.toString());
        } finally {
            for (int i = 0; i < members.size(); i++) {
                members.get(i).outcome.complete(i < outcomes.size() ? outcomes.get(i) : null);
            }
        }
    }

    private static final class Waiting<I, O> {

        private final I item;
        private final CompletableFuture<@Nullable O> outcome = new CompletableFuture<>();

        Waiting(I item) {
            this.item = item;
        }

        /** Null if the item is to be written alone. */
        @Nullable
        O outcome() {
            Deadline deadline = Deadline.current();
            try {
                return deadline == null
                        ? outcome.get()
                        : outcome.get(Math.max(1, deadline.remainingMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                outcome.cancel(false); // if its turn hasn't come it is never written
                throw new DeadlineExceededException();
            } catch (InterruptedException e) {
                outcome.cancel(false);
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a group's commit", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a group never fails its members", e);
            }
        }
    }
}
