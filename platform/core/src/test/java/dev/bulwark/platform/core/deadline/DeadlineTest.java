package dev.bulwark.platform.core.deadline;

import java.time.Duration;

import dev.bulwark.testing.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadlineTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void isBoundToTheWorkAndNoLonger() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), clock);
        assertThat(deadline.<Deadline, RuntimeException>call(Deadline::current)).isEqualTo(deadline);
        assertThat(Deadline.current()).isNull();
    }

    @Test
    void isSpentWhenTheMomentHasCome() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), clock);
        clock.advance(Duration.ofMillis(999));
        assertThatCode(deadline::check).doesNotThrowAnyException();
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(deadline::check).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void onlyShrinks() {
        Deadline early = Deadline.in(Duration.ofSeconds(1), clock);
        Deadline late = Deadline.in(Duration.ofSeconds(2), clock);
        assertThat(late.noLaterThan(early)).isEqualTo(early);
        assertThat(early.noLaterThan(late)).isEqualTo(early);
    }

    @Test
    void propertiesSayWhatIsAllowed() {
        assertThatThrownBy(() -> new DeadlineProperties(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("bulwark.deadline.default-budget");
        assertThatThrownBy(() -> new DeadlineProperties(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("bulwark.deadline.longest-budget");
    }
}
