package dev.bulwark.platform.calls.intent;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final RetryBudget budget = new RetryBudget();

    private int retriesUntilRefused(Instant now) {
        int retries = 0;
        while (budget.allowsRetry(now)) {
            budget.called(now, true);
            retries++;
        }
        return retries;
    }

    @Test
    void allowsTenWhateverTheCalls() {
        assertThat(retriesUntilRefused(NOON)).isEqualTo(10);
    }

    @Test
    void allowsATenthOfTheCallsOfTheLastTenSeconds() {
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 100; i++) {
                budget.called(NOON.plusSeconds(second), false);
            }
        }
        assertThat(retriesUntilRefused(NOON.plusSeconds(9))).isEqualTo(100);
        assertThat(retriesUntilRefused(NOON.plusSeconds(18)))
                .as("the calls are forgotten before the retries")
                .isZero();
        assertThat(retriesUntilRefused(NOON.plusSeconds(19))).as("a new window").isEqualTo(10);
    }
}
