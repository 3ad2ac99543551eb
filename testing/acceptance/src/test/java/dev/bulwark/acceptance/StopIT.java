package dev.bulwark.acceptance;

import java.time.Duration;

import dev.bulwark.acceptance.topology.Figures;
import dev.bulwark.acceptance.topology.OwnPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Asked to stop, it stops, and nothing of it is left. The last of all, for it ends the platform that all share. */
@Scenario
@Tag("process")
@Tag("fleet")
@org.junit.jupiter.api.Order(1_000)
class StopIT {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    @Test
    void stopsInOrder(OwnPlatform platform) {
        Duration took = platform.stop();
        Figures.print("SIGTERM to the end of every process: %.1f s", took.toMillis() / 1e3);

        assertThat(took).isLessThanOrEqualTo(LIMIT);
        assertThat(platform.ports().inUse()).as("ports still listened on").isEmpty();
    }
}
