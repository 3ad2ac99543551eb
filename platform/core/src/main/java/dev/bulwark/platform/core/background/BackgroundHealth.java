package dev.bulwark.platform.core.background;

import java.time.Duration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down, with their names, while loops have been overdue for longer than a minute.
 *
 * <p>Part of no probe: taking an instance out of traffic, or killing it, doesn't make its loops work, and a broker that is away would take
 * every instance out. It is for operators; alerts go by the meter.
 */
final class BackgroundHealth implements HealthIndicator {

    static final Duration TOLERATED = Duration.ofMinutes(1);

    private final BackgroundLoops loops;

    BackgroundHealth(BackgroundLoops loops) {
        this.loops = loops;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (BackgroundLoop loop : loops.all()) {
            Duration overdue = loop.overdue();
            if (overdue.compareTo(TOLERATED) > 0) {
                health.down().withDetail(loop.name(), "overdue for " + overdue.toSeconds() + " s");
            }
        }
        return health.build();
    }
}
