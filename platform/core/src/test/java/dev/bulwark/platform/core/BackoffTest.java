package dev.bulwark.platform.core;

import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BackoffTest {

    private static final int DRAWS = 20_000;

    private final Backoff backoff = new Backoff(100, 5_000);

    private LongStream draws(int failures) {
        Random random = new Random(42);
        return LongStream.generate(() -> backoff.millis(failures, random)).limit(DRAWS);
    }

    @Test
    void spreadsEvenlyFromNothingToTheCeiling() {
        assertThat(draws(1).max().getAsLong()).isEqualTo(100);
        assertThat(draws(1).min().getAsLong()).isZero();
        assertThat(draws(1).average().getAsDouble()).isCloseTo(50, within(2.0));
        assertThat(draws(3).average().getAsDouble()).isCloseTo(200, within(8.0));
    }

    @Test
    void staysBelowTheCapHoweverOften() {
        assertThat(draws(7).max().getAsLong()).isLessThanOrEqualTo(5_000);
        assertThat(draws(1_000_000).max().getAsLong()).isLessThanOrEqualTo(5_000);
        assertThat(draws(1_000_000).average().getAsDouble()).isCloseTo(2_500, within(100.0));
    }
}
