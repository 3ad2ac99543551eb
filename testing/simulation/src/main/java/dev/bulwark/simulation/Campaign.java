package dev.bulwark.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.bulwark.simulation.world.Mutation;
import dev.bulwark.simulation.world.Scenario;
import dev.bulwark.simulation.world.Violation;
import org.jspecify.annotations.Nullable;

/** Many histories with seeds in a row, spread over threads that share nothing but the next seed. Ends with the first that fails. */
public final class Campaign {

    private final long firstSeed;
    private final long histories;
    private final Mutation mutation;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<Shrinker.@Nullable Failure> failure = new AtomicReference<>();

    public Campaign(long firstSeed, long histories, Mutation mutation) {
        this.firstSeed = firstSeed;
        this.histories = histories;
        this.mutation = mutation;
    }

    /** How many histories have ended so far. */
    public long done() {
        return done.get();
    }

    /** Runs them all. @return the violation with the lowest seed of those that were met, or null */
    public @Nullable Violation run(int threads) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().name("histories-" + i).start(this::work));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        Shrinker.Failure failed = failure.get();
        return failed == null ? null : failed.violation();
    }

    /** What failed, or null. */
    Shrinker.@Nullable Failure failure() {
        return failure.get();
    }

    /** The scenario that failed, or null. */
    public @Nullable Scenario failed() {
        Shrinker.Failure failed = failure.get();
        return failed == null ? null : failed.scenario();
    }

    private void work() {
        while (failure.get() == null) {
            long number = next.getAndIncrement();
            if (number >= histories) {
                return;
            }
            Scenario scenario = Scenario.of(firstSeed + number);
            History.run(scenario, mutation).ifPresent(violation -> note(new Shrinker.Failure(scenario, violation)));
            done.incrementAndGet();
        }
    }

    private void note(Shrinker.Failure met) {
        failure.accumulateAndGet(
                met,
                (known, other) -> known == null
                                || other.scenario().seed() < known.scenario().seed()
                        ? other
                        : known);
    }
}
