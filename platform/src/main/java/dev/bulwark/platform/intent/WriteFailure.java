package dev.bulwark.platform.intent;

import java.sql.SQLException;

import dev.bulwark.platform.inbox.ConflictException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Why outcomes could not be written, and so what helps. */
enum WriteFailure {
    /** Another transaction was in the way: again, soon. */
    CONFLICT,
    /** The database is away: again, later, for ever. */
    INFRASTRUCTURE,
    /** One of the outcomes makes no sense: find it. */
    OUTCOME;

    private static final int MAX_CAUSES = 20;

    static WriteFailure of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof ConflictException || cause instanceof ConcurrencyFailureException) {
                return CONFLICT;
            }
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransactionException) {
                return INFRASTRUCTURE;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                // PostgreSQL, appendix A: connection, resources, operator intervention, system error
                switch (sql.getSQLState().substring(0, 2)) {
                    case "08", "53", "57", "58" -> {
                        return INFRASTRUCTURE;
                    }
                    case "40" -> {
                        return CONFLICT;
                    }
                    default -> {}
                }
            }
        }
        return OUTCOME;
    }
}
