package dev.bulwark.platform.http.problem;

import java.time.Duration;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A database that is away, full or in conflict is no fault of the request: 503, and asking again may help. */
final class DataAccessTranslator implements ProblemTranslator {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public @Nullable Problem translate(Throwable exception) {
        return switch (exception) {
            case CannotCreateTransactionException e -> Problem.unavailable(RETRY_AFTER);
            case DataAccessResourceFailureException e -> Problem.unavailable(RETRY_AFTER);
            case TransientDataAccessException e -> Problem.unavailable(RETRY_AFTER);
            case RecoverableDataAccessException e -> Problem.unavailable(RETRY_AFTER);
            default -> null;
        };
    }
}
