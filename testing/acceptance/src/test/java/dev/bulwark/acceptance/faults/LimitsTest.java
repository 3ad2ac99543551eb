package dev.bulwark.acceptance.faults;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitsTest {

    private static final Outcome UNDISTURBED = outcome(Catalogue.CONTROL, null, 0.2, 2.0, Map.of());

    @Test
    void whatIsWithinEveryLimitHolds() {
        assertThat(violations(outcome("kill-gateway", 15.0, 30.0, 2.2, Map.of())))
                .isEmpty();
    }

    @Test
    void servingAgainTooLateBreaksI10() {
        assertThat(violations(outcome("kill-gateway", 15.1, 0.2, 2.0, Map.of())))
                .isEqualTo(Map.of("I10", List.of("a killed process served again after 15.1 s only")));
    }

    @Test
    void sevenStartsAtOnceAreNoFigureOfAService() {
        Outcome alone = outcome("kill-every-module", 31.0, 0.2, null, Map.of());
        Outcome together = killed(7, alone);

        assertThat(violations(alone)).containsOnlyKeys("I10");
        assertThat(violations(together)).isEmpty();
        assertThat(limits(together).serving(together)).isNull();
    }

    @Test
    void goodputThatDoesNotComeBackBreaksI10() {
        assertThat(violations(outcome("broker-away", null, null, 2.0, Map.of())))
                .isEqualTo(Map.of("I10", List.of("goodput wasn't back within 30 s")));
        assertThat(violations(outcome("broker-away", null, 31.0, 2.0, Map.of())))
                .containsKey("I10");
    }

    @Test
    void callingTheOutsideMoreThanATenthMoreBreaksI10() {
        assertThat(violations(outcome("psp-down", null, 0.2, 2.21, Map.of()))).containsKey("I10");
    }

    @Test
    void amplificationIsComparedWithTheMedianOfTheUndisturbedRuns() {
        Outcome run = outcome("psp-down", null, 0.2, 2.3, Map.of());
        Limits limits = limits(
                run,
                UNDISTURBED,
                outcome(Catalogue.CONTROL, null, 0.2, 2.1, Map.of()),
                outcome(Catalogue.CONTROL, null, 0.2, 9.0, Map.of()));

        assertThat(limits.amplification(run)).isEqualTo(2.3 / 2.1);
        assertThat(limits.hasFailed(run)).isFalse();
    }

    @Test
    void callsThatAreNotKnownOrHaveNoComparisonAreNotJudged() {
        Outcome unknown = outcome("kill-payment-service", 9.0, 0.2, null, Map.of());
        Outcome many = outcome("psp-down", null, 0.2, 20.0, Map.of());

        assertThat(limits(unknown, UNDISTURBED).amplification(unknown)).isNull();
        assertThat(limits(many).hasUndisturbed()).isFalse();
        assertThat(limits(many).hasFailed(many)).isFalse();
    }

    @Test
    void whatTheTrialFoundComesFirst() {
        Outcome run = outcome("kill-gateway", 16.0, 0.2, null, Map.of("I10", List.of("found"), "I2", List.of("twice")));

        assertThat(violations(run))
                .isEqualTo(Map.of(
                        "I10",
                        List.of("found", "a killed process served again after 16.0 s only"),
                        "I2",
                        List.of("twice")));
    }

    @Test
    void ofAWrongClockOnlySafetyIsJudged() {
        Outcome late = outcome("clock-ahead", 20.0, null, 9.0, Map.of());
        Outcome unsafe = outcome("clock-ahead", 20.0, null, 9.0, Map.of("I2", List.of("twice")));

        assertThat(violations(late)).isEmpty();
        assertThat(violations(unsafe)).containsOnlyKeys("I2");
    }

    private static Map<String, List<String>> violations(Outcome run) {
        return limits(run, UNDISTURBED).violations(run);
    }

    private static Limits limits(Outcome... outcomes) {
        return new Limits(Catalogue.all().values(), List.of(outcomes));
    }

    private static Outcome outcome(
            String fault,
            @Nullable Double servingAfter,
            @Nullable Double goodAfter,
            @Nullable Double calls,
            Map<String, List<String>> violations) {
        return new Outcome(
                fault,
                1,
                "abc",
                "2026-11-22T00:00:00Z",
                100,
                0,
                servingAfter == null ? 0 : 1,
                servingAfter,
                goodAfter,
                calls,
                20,
                violations,
                List.of());
    }

    private static Outcome killed(int processes, Outcome run) {
        return new Outcome(
                run.fault(),
                run.seed(),
                run.commit(),
                run.at(),
                run.orders(),
                run.retried(),
                processes,
                run.servingAfterSeconds(),
                run.goodAfterSeconds(),
                run.callsPerOrder(),
                run.seconds(),
                run.violations(),
                run.notes());
    }
}
