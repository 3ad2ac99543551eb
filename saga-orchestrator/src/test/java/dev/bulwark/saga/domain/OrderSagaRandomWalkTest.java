package dev.bulwark.saga.domain;

import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any interleaving of answers, repetitions, losses, cancel requests and time ends with the books balanced, once the participants
 * answer again.
 */
class OrderSagaRandomWalkTest {

    private static final int SEEDS = 3_000;
    private static final int SHAKY_TURNS = 60;
    private static final int CALM_TURNS = 2_000;

    static LongStream batchesOfSeeds() {
        return LongStream.iterate(0, from -> from < SEEDS, from -> from + 500);
    }

    @ParameterizedTest
    @MethodSource("batchesOfSeeds")
    void everySagaEndsWithItsBooksBalanced(long from) {
        for (long seed = from; seed < from + 500; seed++) {
            ShakyWorld world = new ShakyWorld(seed);
            for (int turn = 0; turn < SHAKY_TURNS; turn++) {
                world.shakyTurn();
            }
            for (int turn = 0; turn < CALM_TURNS && !world.hasEnded(); turn++) {
                world.calmTurn();
            }
            assertThat(world.hasEnded()).as("seed %d ends", seed).isTrue();
            world.deliverTheRest();
            assertThat(world.imbalances()).as("seed %d", seed).isEmpty();
        }
    }
}
