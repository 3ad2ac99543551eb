package dev.bulwark.platform.messaging.outbox;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxRelayTest {

    @Test
    void rowsGatherForAsLongAsTheLastTurnHadRows() {
        assertThat(OutboxRelay.gatherNanos(10, 0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(OutboxRelay.gatherNanos(400, 0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
    }

    @Test
    void whatTheTurnItselfTookCounts() {
        assertThat(OutboxRelay.gatherNanos(10, TimeUnit.MILLISECONDS.toNanos(4)))
                .isEqualTo(TimeUnit.MILLISECONDS.toNanos(6));
        assertThat(OutboxRelay.gatherNanos(1, TimeUnit.MILLISECONDS.toNanos(2))).isZero();
    }
}
