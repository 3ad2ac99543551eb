package dev.bulwark.platform.calls.intent;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that an outside doesn't take our calls, at most once in ten seconds: each call meets the same, and one line is enough to act on. */
final class RejectionLog {

    private static final Logger log = LoggerFactory.getLogger(RejectionLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    void log(String outside, String reason, Instant now) {
        Instant before = last.get();
        boolean due = before.equals(Instant.MIN) || !now.isBefore(before.plus(PAUSE));
        if (due && last.compareAndSet(before, now)) {
            log.error(
                    "{} doesn't take our calls ({}): they fail and are made again until credentials, URL or format are right",
                    outside,
                    reason);
        }
    }
}
