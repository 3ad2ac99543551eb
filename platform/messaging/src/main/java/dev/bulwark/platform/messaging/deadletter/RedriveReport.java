package dev.bulwark.platform.messaging.deadletter;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a redrive came to.
 *
 * @param redriven how many took effect; in a dry run, how many would
 * @param failed keys whose next message still can't be handled
 * @param remaining of what was asked for, still parked
 * @param stoppedBy why it ended before all that was asked for was tried; absent if it didn't
 */
record RedriveReport(
        boolean dryRun,
        long redriven,
        long failed,
        long remaining,
        @Nullable StoppedBy stoppedBy,
        List<Result> results) {

    enum StoppedBy {
        MAX,
        DEADLINE
    }

    enum Outcome {
        REDRIVEN,
        WOULD_SUCCEED,
        /** It can't be handled still; what waits behind it was not tried. */
        FAILED,
        /** It isn't the first of its key. */
        WAITS,
        /** Somebody else was faster. */
        GONE,
        /** Its consumer is no longer part of the service. */
        NO_CONSUMER;

        boolean wasTried() {
            return this == REDRIVEN || this == WOULD_SUCCEED || this == FAILED;
        }
    }

    /** @param reason why it wasn't redriven; absent if it was */
    record Result(
            String id,
            String consumer,
            String key,
            Outcome outcome,
            @Nullable String reason) {}
}
