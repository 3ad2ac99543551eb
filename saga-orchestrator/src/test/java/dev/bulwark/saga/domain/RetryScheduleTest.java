package dev.bulwark.saga.domain;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTest {

    private static final int DRAWS = 20_000;

    private final RetrySchedule schedule = new RetrySchedule(Inputs.POLICY, new SplittableRandom(7));

    @Test
    void pausesAreSpreadEvenlyFromZeroToTheDoubledBase() {
        assertSpread(1, 4_000);
        assertSpread(2, 8_000);
        assertSpread(3, 16_000);
    }

    @Test
    void pausesNeverPassTheCap() {
        assertSpread(4, 30_000);
        assertSpread(20, 30_000);
        assertSpread(Integer.MAX_VALUE - 1, 30_000);
    }

    private void assertSpread(int attempt, long boundMillis) {
        long[] pauses = LongStream.range(0, DRAWS).map(i -> pause(attempt)).toArray();
        assertThat(LongStream.of(pauses).min().orElseThrow()).isBetween(0L, boundMillis / 100);
        assertThat(LongStream.of(pauses).max().orElseThrow()).isBetween(boundMillis * 99 / 100, boundMillis);
        assertThat(LongStream.of(pauses).average().orElseThrow()).isBetween(boundMillis * 0.48, boundMillis * 0.52);
    }

    private long pause(int attempt) {
        PendingCommand asked = PendingCommand.due(attempt - 1, Inputs.START, Inputs.START);
        PendingCommand again = schedule.again(Phase.REFUNDING_PAYMENT, Inputs.START, asked, Inputs.START);
        return Duration.between(Inputs.START, again.dueAt()).toMillis();
    }
}
