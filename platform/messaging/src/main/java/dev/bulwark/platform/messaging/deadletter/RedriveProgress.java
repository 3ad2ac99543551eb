package dev.bulwark.platform.messaging.deadletter;

import java.util.ArrayList;
import java.util.List;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.messaging.deadletter.RedriveReport.Outcome;
import dev.bulwark.platform.messaging.deadletter.RedriveReport.Result;
import dev.bulwark.platform.messaging.deadletter.RedriveReport.StoppedBy;
import org.jspecify.annotations.Nullable;

/** How far a redrive has come, and whether it may go on: up to a cap, and as long as the caller waits. For one thread. */
final class RedriveProgress {

    /** Enough for one more message and the report. */
    private static final long MARGIN_MILLIS = 500;

    private final int max;
    private final boolean dryRun;
    private final @Nullable Deadline deadline = Deadline.current();
    private final List<Result> results = new ArrayList<>();
    private int tried;
    private @Nullable StoppedBy stoppedBy;

    RedriveProgress(int max, boolean dryRun) {
        this.max = max;
        this.dryRun = dryRun;
    }

    boolean dryRun() {
        return dryRun;
    }

    /** How many more may be tried. */
    int room() {
        return max - tried;
    }

    boolean over() {
        if (room() <= 0) {
            stoppedBy = StoppedBy.MAX;
        } else if (deadline != null && deadline.remainingMillis() < MARGIN_MILLIS) {
            stoppedBy = StoppedBy.DEADLINE;
        }
        return stoppedBy != null;
    }

    void add(DeadLetterId id, String key, Outcome outcome, @Nullable String reason) {
        if (outcome.wasTried()) {
            tried++;
        }
        results.add(new Result(id.toString(), id.consumer(), key, outcome, JdbcDeadLetters.storable(reason)));
    }

    boolean hasNot(DeadLetterId id) {
        return results.stream().noneMatch(result -> result.id().equals(id.toString()));
    }

    /** @param remaining of what was asked for */
    RedriveReport report(long remaining) {
        long failed = count(Outcome.FAILED);
        long untried = remaining - (dryRun ? tried : failed);
        return new RedriveReport(
                dryRun,
                count(dryRun ? Outcome.WOULD_SUCCEED : Outcome.REDRIVEN),
                failed,
                remaining,
                untried > 0 ? stoppedBy : null,
                results);
    }

    private long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
