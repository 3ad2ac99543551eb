package dev.bulwark.platform.http.deadline;

import java.time.Duration;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.testing.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JdbcDeadlineTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void aStatementMayTakeWhatRemains() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), clock);
        assertThat(JdbcDeadline.timeout(deadline)).isEqualTo("1000");
        assertThat(JdbcDeadline.timeout(null)).isEqualTo("0");
        clock.advance(Duration.ofSeconds(2));
        assertThat(JdbcDeadline.timeout(deadline))
                .as("0 would mean no time-out")
                .isEqualTo("1");
    }
}
