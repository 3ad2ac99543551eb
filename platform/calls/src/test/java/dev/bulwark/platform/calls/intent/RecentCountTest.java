package dev.bulwark.platform.calls.intent;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentCountTest {

    @Test
    void forgetsWhatIsOlderThanItsWindow() {
        RecentCount count = new RecentCount(3);
        assertThat(count.sum(100)).isZero();
        count.add(100);
        count.add(100);
        count.add(102);
        assertThat(count.sum(102)).isEqualTo(3);
        assertThat(count.sum(103)).isOne();
        count.add(103);
        assertThat(count.sum(103))
                .as("the place of a second that is over is used again")
                .isEqualTo(2);
        assertThat(count.sum(1_000)).isZero();
    }

    @Test
    void anyClockWillDo() {
        RecentCount count = new RecentCount(3);
        count.add(-1);
        count.add(0);
        assertThat(count.sum(1)).isEqualTo(2);
        assertThat(count.sum(2)).isOne();
    }
}
