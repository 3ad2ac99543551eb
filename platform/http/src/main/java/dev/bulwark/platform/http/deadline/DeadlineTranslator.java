package dev.bulwark.platform.http.deadline;

import java.sql.SQLException;
import java.time.Duration;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;

/** A statement ended by its time-out, or a call that came to nothing because the budget was spent, is a 504; any other failed call a 503. */
final class DeadlineTranslator implements ProblemTranslator {

    /** query_canceled */
    private static final String CANCELLED = "57014";

    private static final int MAX_CAUSES = 16;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Counter statements;
    private final Counter calls;

    DeadlineTranslator(Counter statements, Counter calls) {
        this.statements = statements;
        this.calls = calls;
    }

    @Override
    public @Nullable Problem translate(Throwable exception) {
        @Nullable Throwable cause = exception;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                statements.increment();
                return DeadlineExceededException.PROBLEM;
            }
            if (cause instanceof ResourceAccessException) {
                return ofCall();
            }
        }
        return null;
    }

    private Problem ofCall() {
        Deadline deadline = Deadline.current();
        if (deadline == null || deadline.remainingMillis() > Deadline.ANSWER_MARGIN_MILLIS) {
            return Problem.unavailable(RETRY_AFTER);
        }
        calls.increment();
        return DeadlineExceededException.PROBLEM;
    }
}
