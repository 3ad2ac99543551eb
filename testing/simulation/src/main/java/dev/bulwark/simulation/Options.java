package dev.bulwark.simulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import dev.bulwark.simulation.bugs.PlantedBug;
import dev.bulwark.simulation.world.Fault;
import dev.bulwark.simulation.world.Mutation;
import dev.bulwark.simulation.world.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param replay null unless one history is to be run again
 * @param bug null for the production code as it is
 * @param bugs whether every planted bug is to be looked for
 */
record Options(
        long histories,
        long seed,
        @Nullable Scenario replay,
        @Nullable PlantedBug bug,
        boolean bugs,
        int threads) {

    static final String USAGE = """
            Usage: ./bulwark drill simulation [OPTIONS]

              --histories N       how many histories (default 10000)
              --seed S            seed of the first (default 1); the others follow
              --replay SEED       one history again, told as it happens; with
                --orders N          so many orders
                --fault-seconds N   faults for so long
                --without F,F       these faults switched off
              --bug NAME          with a planted bug
              --bugs              look for each planted bug within --histories, and list them
              --threads N         default: one a core

            Exit codes: 0 all invariants hold (with --bugs: each bug is caught by the invariant that names it), 1 not, 64 wrong usage.
            """;

    private static final long DEFAULT_HISTORIES = 10_000;

    Mutation mutation() {
        return bug == null ? Mutation.NONE : bug.mutation();
    }

    /** @throws IllegalArgumentException with a sentence for whoever typed it */
    static Options parse(String... arguments) {
        long histories = DEFAULT_HISTORIES;
        long seed = 1;
        Long replay = null;
        Integer orders = null;
        Integer faultSeconds = null;
        Set<Fault> without = EnumSet.noneOf(Fault.class);
        PlantedBug bug = null;
        boolean bugs = false;
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--bugs")) {
                bugs = true;
                continue;
            }
            if (i + 1 >= arguments.length) {
                throw new IllegalArgumentException(
                        option.startsWith("--") ? option + " needs a value" : "no such option: " + option);
            }
            String value = arguments[++i];
            switch (option) {
                case "--histories" -> histories = number(option, value, 1, Long.MAX_VALUE);
                case "--seed" -> seed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--replay" -> replay = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--orders" -> orders = (int) number(option, value, 1, 100);
                case "--fault-seconds" -> faultSeconds = (int) number(option, value, 0, 600);
                case "--without" -> without = faults(value);
                case "--bug" -> bug = bug(value);
                case "--threads" -> threads = (int) number(option, value, 1, 1_000);
                default -> throw new IllegalArgumentException("no such option: " + option);
            }
        }
        if (replay == null && (orders != null || faultSeconds != null || !without.isEmpty())) {
            throw new IllegalArgumentException("--orders, --fault-seconds and --without need --replay");
        }
        Scenario scenario = replay == null ? null : scenario(replay, orders, faultSeconds, without);
        return new Options(histories, seed, scenario, bug, bugs, threads);
    }

    private static Scenario scenario(
            long seed, @Nullable Integer orders, @Nullable Integer faultSeconds, Set<Fault> without) {
        Scenario full = Scenario.of(seed);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        faults.addAll(full.faults());
        faults.removeAll(without);
        return new Scenario(
                seed,
                orders == null ? full.orders() : orders,
                faults,
                faultSeconds == null ? full.faultSeconds() : faultSeconds);
    }

    private static long number(String option, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(option + " takes a number of at least " + least + ", not " + value);
    }

    private static Set<Fault> faults(String value) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String name : value.split(",", -1)) {
            try {
                faults.add(Fault.of(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "no such fault: " + name + "; there are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Fault.values())
                                                .map(Fault::text)
                                                .toList()),
                        e);
            }
        }
        return faults;
    }

    private static PlantedBug bug(String value) {
        try {
            return PlantedBug.of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no such bug: " + value + "; --bugs lists them", e);
        }
    }
}
