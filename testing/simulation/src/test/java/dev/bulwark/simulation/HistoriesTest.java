package dev.bulwark.simulation;

import java.util.ArrayList;
import java.util.List;

import dev.bulwark.simulation.world.Mutation;
import dev.bulwark.simulation.world.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoriesTest {

    private static final int HISTORIES = 10_000;

    @Test
    void tenThousandHistoriesKeepEveryInvariant() throws Exception {
        Campaign campaign = new Campaign(1, HISTORIES, Mutation.NONE);

        assertThat(campaign.run(Runtime.getRuntime().availableProcessors()))
                .as(() -> "replay: ./bulwark drill simulation --replay " + campaign.failed())
                .isNull();
        assertThat(campaign.done()).isEqualTo(HISTORIES);
    }

    /** Found once among a million: a process that stood still, and cancelled what another had booked for good. */
    @Test
    void aHistoryThatWentWrongOnceGoesRight() {
        assertThat(History.run(Scenario.of(137_022), Mutation.NONE, line -> {})).isEmpty();
    }

    @Test
    void aSeedIsAlwaysTheSameHistory() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(told(seed)).as("seed %d", seed).isNotEmpty().isEqualTo(told(seed));
        }
    }

    private static List<String> told(long seed) {
        List<String> lines = new ArrayList<>();
        assertThat(History.run(Scenario.of(seed), Mutation.NONE, lines::add)).isEmpty();
        return lines;
    }
}
