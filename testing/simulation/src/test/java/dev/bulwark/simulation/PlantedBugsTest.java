package dev.bulwark.simulation;

import dev.bulwark.simulation.bugs.PlantedBug;
import dev.bulwark.simulation.world.Mutation;
import dev.bulwark.simulation.world.Scenario;
import dev.bulwark.simulation.world.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** That the same seeds are clean without the bugs is {@link HistoriesTest}'s. */
class PlantedBugsTest {

    private static final int WITHIN_HISTORIES = 10_000;

    /** A seed with two orders of which the first is enough; the shrinker leaves out later ones only. */
    private static final int FIRST_CUSTOMER_MEETS_SILENCE = 204;

    @ParameterizedTest
    @EnumSource
    void isCaughtByTheInvariantThatNamesIt(PlantedBug bug) throws Exception {
        Campaign campaign = new Campaign(1, WITHIN_HISTORIES, bug.mutation());

        Violation violation = campaign.run(Runtime.getRuntime().availableProcessors());

        assertThat(violation)
                .as("%s within %d histories", bug, WITHIN_HISTORIES)
                .isNotNull();
        assertThat(bug.names()).as(violation.getMessage()).contains(violation.invariant());
        Scenario scenario = campaign.failed();
        assertThat(History.run(scenario, bug.mutation()))
                .as("replayed")
                .hasValueSatisfying(again -> assertThat(again).hasMessage(violation.getMessage()));
        assertThat(History.run(scenario, Mutation.NONE)).as("without the bug").isEmpty();
    }

    @Test
    void aFailureIsMadeSmaller() throws Exception {
        PlantedBug bug = PlantedBug.SILENCE_IS_REFUSAL;
        Campaign campaign = new Campaign(FIRST_CUSTOMER_MEETS_SILENCE, WITHIN_HISTORIES, bug.mutation());
        campaign.run(1);
        Shrinker.Failure failure = campaign.failure();

        Shrinker.Failure small = new Shrinker(bug.mutation()).shrink(failure);

        // The provider's silence needs no fault of ours, and one order is enough.
        assertThat(small.scenario().orders()).isEqualTo(1);
        assertThat(small.scenario().faults()).isEmpty();
        assertThat(History.run(small.scenario(), bug.mutation())).isPresent();
    }
}
