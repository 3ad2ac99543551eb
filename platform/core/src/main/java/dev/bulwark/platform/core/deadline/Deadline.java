package dev.bulwark.platform.core.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * The moment after which nobody is listening.
 *
 * <p>Bound to the running code by {@link #run} and {@link #call}; transactions and outgoing calls find it there. Limits: it
 * is read from the wall clock, so a step of the clock moves it; a {@link ScopedValue} isn't inherited by executors, so bind
 * it again where work changes the thread.
 *
 * @param epochMillis the moment
 * @param clock what it is measured by
 */
public record Deadline(long epochMillis, InstantSource clock) {

    /** Epoch milliseconds. */
    public static final String DEADLINE_HEADER = "X-Deadline";
    /** Milliseconds from now; goes before the other, for it needs no agreement on the time. */
    public static final String TIMEOUT_HEADER = "X-Timeout-Ms";

    /** What a call to another process leaves of its budget, for writing the answer about it. */
    public static final long ANSWER_MARGIN_MILLIS = 20;

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    public static Deadline in(Duration budget, InstantSource clock) {
        return new Deadline(clock.millis() + budget.toMillis(), clock);
    }

    public static Deadline at(Instant moment, InstantSource clock) {
        return new Deadline(moment.toEpochMilli(), clock);
    }

    /** What the running code has to keep, or null where nobody set one: background work. */
    public static @Nullable Deadline current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** May be negative. */
    public long remainingMillis() {
        return epochMillis - clock.millis();
    }

    public boolean isSpent() {
        return remainingMillis() <= 0;
    }

    /** @throws DeadlineExceededException if it has passed, so that nothing is begun that nobody waits for */
    public void check() {
        if (isSpent()) {
            throw new DeadlineExceededException();
        }
    }

    /** The earlier of the two: a budget may only shrink on its way down. */
    public Deadline noLaterThan(Deadline other) {
        return other.epochMillis < epochMillis ? other : this;
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** Does the work under this deadline and returns what it returns. */
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
