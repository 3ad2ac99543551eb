package dev.bulwark.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LatencyRecorderTest {

    @Test
    void percentilesAreRightToThreeDigits() {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int millis = 1; millis <= 1_000; millis++) {
            recorder.record(millis * 1_000_000L);
        }
        assertThat(recorder.percentileMillis(0.5)).isCloseTo(500, within(0.5));
        assertThat(recorder.percentileMillis(0.99)).isCloseTo(990, within(1.0));
    }

    @Test
    void withoutAnythingThereIsNoPercentile() {
        assertThat(new LatencyRecorder().percentileMillis(0.5)).isNaN();
    }
}
