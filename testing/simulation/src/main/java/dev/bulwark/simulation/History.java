package dev.bulwark.simulation;

import java.util.Optional;
import java.util.function.Consumer;

import dev.bulwark.simulation.world.Mutation;
import dev.bulwark.simulation.world.Scenario;
import dev.bulwark.simulation.world.Violation;
import dev.bulwark.simulation.world.World;
import org.jspecify.annotations.Nullable;

/** One history from its beginning to its end. */
public final class History {

    private History() {}

    /** @return what was violated, if anything was */
    public static Optional<Violation> run(Scenario scenario, Mutation mutation) {
        return run(scenario, mutation, null);
    }

    /** @param trace told what happens */
    static Optional<Violation> run(Scenario scenario, Mutation mutation, @Nullable Consumer<String> trace) {
        try {
            new World(scenario, mutation, trace).run();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }
}
