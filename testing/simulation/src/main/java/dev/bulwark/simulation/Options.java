package dev.bulwark.simulation;

import dev.bulwark.simulation.bugs.PlantedBug;
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

    Mutation mutation() {
        return bug == null ? Mutation.NONE : bug.mutation();
    }
}
