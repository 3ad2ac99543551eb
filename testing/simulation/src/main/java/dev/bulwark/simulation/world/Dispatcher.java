package dev.bulwark.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.IntentSteps;
import dev.bulwark.platform.calls.intent.OutsideCall;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Takes the production dispatcher's steps in virtual time, and is the line to the outside: slow, lossy, late. Memory of a process. */
final class Dispatcher<I, O> {

    private static final String SILENCE = "silence";
    private static final int SWEEP_MILLIS = 2_000;

    private final Node node;
    private final World world;
    private final IntentSteps<I, O> steps;
    private final OutsideCall<I, O> outside;
    private final IntentTable<I> open;
    private final ToLongFunction<I> thinkMillis;
    private final Activity dispatching;
    private final Activity writing;
    private final Activity sweeping;

    Dispatcher(
            Node node,
            IntentSteps<I, O> steps,
            OutsideCall<I, O> outside,
            IntentTable<I> open,
            ToLongFunction<I> thinkMillis) {
        this.node = node;
        this.world = node.world();
        this.steps = steps;
        this.outside = outside;
        this.open = open;
        this.thinkMillis = thinkMillis;
        this.dispatching = new Activity(node, this::dispatch);
        this.writing = new Activity(node, this::write);
        this.sweeping = new Activity(node, this::sweep);
    }

    /** An answer that never comes. */
    static <O> CallResult<O> silence() {
        return new CallResult.TryAgain<>(SILENCE);
    }

    /** Something was committed. */
    void wake() {
        if (!open.isEmpty()) {
            dispatching.wake(1);
            sweeping.wake(SWEEP_MILLIS);
        }
    }

    private void dispatch() {
        while (steps.isDue()) {
            IntentSteps.Call<I> call = steps.next();
            if (call != null) {
                carry(call);
            }
        }
        writing.wake(1); // what was given up
        Instant retry = steps.firstRetry();
        if (retry != null) {
            dispatching.wake(Math.max(1, retry.toEpochMilli() - node.clock.millis()));
        }
    }

    private void carry(IntentSteps.Call<I> call) {
        Chaos chaos = world.chaos();
        Duration atMost = steps.begin(call);
        long limit = Math.max(1, atMost.toMillis());
        if (chaos.strikes(Fault.OUTSIDE_FAILS)) {
            node.after(chaos.millis(1, 20), () -> returned(call, new CallResult.TryAgain<>("HTTP 503"), 10));
            return;
        }
        boolean silent = chaos.strikes(Fault.OUTSIDE_SILENT);
        boolean arrives = !silent || chaos.pick(Fault.OUTSIDE_SILENT, 2) == 0;
        long there = chaos.millis(1, 15) + thinkMillis.applyAsLong(call.intent().request());
        if (chaos.strikes(Fault.OUTSIDE_LATE)) {
            there += limit + chaos.pick(Fault.OUTSIDE_LATE, 60_000);
        }
        long back = there + chaos.millis(1, 15);
        Answer<O> answer = new Answer<>();
        if (arrives) {
            world.outsideOwes(1);
            long begun = world.now();
            world.agenda().at(begun + there, () -> {
                world.outsideOwes(-1);
                world.keys().lookUpAsOf(begun);
                answer.result = ask(call, atMost);
            });
        }
        if (silent || back > limit) {
            node.after(limit, () -> returned(call, new CallResult.TryAgain<>("no answer in time"), limit));
        } else {
            node.after(back, () -> answered(call, answer, back, limit));
        }
    }

    private CallResult<O> ask(IntentSteps.Call<I> call, Duration atMost) {
        try {
            return outside.call(call.intent(), atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        }
    }

    private void answered(IntentSteps.Call<I> call, Answer<O> answer, long millis, long limit) {
        CallResult<O> result = answer.result;
        if (result == null
                || (result instanceof CallResult.TryAgain<O> again
                        && again.reason().equals(SILENCE))) {
            node.after(limit - millis, () -> returned(call, new CallResult.TryAgain<>("no answer in time"), limit));
        } else {
            returned(call, result, millis);
        }
    }

    private void returned(IntentSteps.Call<I> call, CallResult<O> result, long millis) {
        steps.returned(call, result, TimeUnit.MILLISECONDS.toNanos(millis));
        writing.wake(1);
        dispatching.wake(1);
    }

    private void write() throws InterruptedException {
        while (steps.writeWaiting()) {
            dispatching.wake(1);
        }
    }

    private void sweep() {
        node.crashPoint();
        try {
            steps.sweep();
        } catch (DataAccessException away) {
            // as in the background loop of production: the next one looks again
        }
        wake();
    }

    private static final class Answer<O> {
        private @Nullable CallResult<O> result;
    }
}
