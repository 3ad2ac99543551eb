package dev.bulwark.platform.calls.intent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves an outside alone for as long as it asks by {@code Retry-After}, at most a minute at a time: a wrong clock or a wrong number there must not stop us for
 * a day, and one call a minute hurts nobody.
 */
final class RetryPause {

    private static final Logger log = LoggerFactory.getLogger(RetryPause.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final String name;
    private final Clock clock;
    private Instant until = Instant.MIN;

    RetryPause(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** @param retryAfter what the outside asks for; null where it doesn't */
    static long millis(@Nullable Duration retryAfter) {
        if (retryAfter == null) {
            return 0;
        }
        return retryAfter.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : retryAfter.toMillis();
    }

    synchronized void asked(@Nullable Duration retryAfter) {
        Instant now = clock.instant();
        Instant asked = now.plusMillis(millis(retryAfter));
        if (asked.isAfter(until) && asked.isAfter(now)) {
            if (!until.isAfter(now)) {
                log.warn("{} asks to be left alone: no calls for {} ms", name, millis(retryAfter));
            }
            until = asked;
        }
    }

    synchronized boolean isOver() {
        return !clock.instant().isBefore(until);
    }
}
