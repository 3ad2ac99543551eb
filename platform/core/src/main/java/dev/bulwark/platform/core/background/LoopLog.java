package dev.bulwark.platform.core.background;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loop says of its failures: the first with its stack, the following ones once a minute, and that it works again. */
final class LoopLog {

    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration REPEATED_EVERY = Duration.ofMinutes(1);

    private final String loop;
    private final LongSupplier nanoTime;
    private long firstNanos;
    private long lastNanos;

    LoopLog(String loop, LongSupplier nanoTime) {
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    /** @param cause null if the turn has logged it */
    void failed(int failures, @Nullable Throwable cause) {
        long now = nanoTime.getAsLong();
        if (failures == 1) {
            firstNanos = now;
            lastNanos = now;
            if (cause != null) {
                log.warn(
                        "{} failed and is tried again until it succeeds; the next failures are logged once a minute",
                        loop,
                        cause);
            }
        } else if (now - lastNanos >= REPEATED_EVERY.toNanos()) {
            lastNanos = now;
            log.warn(
                    "{} has failed {} times within {} s and is tried again until it succeeds{}",
                    loop,
                    failures,
                    sinceFirst(now),
                    cause == null ? "" : ": " + cause);
        }
    }

    void recovered(int failures) {
        log.info("{} works again after {} failures within {} s", loop, failures, sinceFirst(nanoTime.getAsLong()));
    }

    void leftBehind() {
        log.warn("{} doesn't end when it is stopped; its thread ends with the process", loop);
    }

    private long sinceFirst(long now) {
        return Duration.ofNanos(now - firstNanos).toSeconds();
    }
}
