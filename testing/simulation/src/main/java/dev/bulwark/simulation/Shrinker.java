package dev.bulwark.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.bulwark.simulation.world.Fault;
import dev.bulwark.simulation.world.Mutation;
import dev.bulwark.simulation.world.Scenario;
import dev.bulwark.simulation.world.Violation;

/**
 * Makes a failing scenario smaller while it still fails: fewer orders, faults switched off one by one, a shorter time of faults.
 *
 * <p>Limit: a local minimum, found in at most {@value #MOST_RUNS} runs; another invariant may be the one that fails in the end.
 */
final class Shrinker {

    private static final int MOST_RUNS = 300;

    private final Mutation mutation;
    private int runs;

    Shrinker(Mutation mutation) {
        this.mutation = mutation;
    }

    /** A scenario that fails, and how. */
    record Failure(Scenario scenario, Violation violation) {}

    Failure shrink(Failure failing) {
        Failure smallest = failing;
        boolean smaller = true;
        while (smaller && runs < MOST_RUNS) {
            smaller = false;
            for (Scenario candidate : smallerThan(smallest.scenario())) {
                Violation violation = fails(candidate);
                if (violation != null) {
                    smallest = new Failure(candidate, violation);
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private @org.jspecify.annotations.Nullable Violation fails(Scenario scenario) {
        runs++;
        return runs > MOST_RUNS ? null : History.run(scenario, mutation).orElse(null);
    }

    private static List<Scenario> smallerThan(Scenario scenario) {
        List<Scenario> smaller = new ArrayList<>();
        for (int orders = 1; orders < scenario.orders(); orders++) {
            smaller.add(new Scenario(scenario.seed(), orders, scenario.faults(), scenario.faultSeconds()));
        }
        for (Fault fault : scenario.faults()) {
            Set<Fault> others = EnumSet.copyOf(scenario.faults());
            others.remove(fault);
            smaller.add(new Scenario(scenario.seed(), scenario.orders(), others, scenario.faultSeconds()));
        }
        for (int seconds : List.of(scenario.faultSeconds() / 2, scenario.faultSeconds() * 9 / 10)) {
            if (seconds < scenario.faultSeconds()) {
                smaller.add(new Scenario(scenario.seed(), scenario.orders(), scenario.faults(), seconds));
            }
        }
        return smaller;
    }
}
