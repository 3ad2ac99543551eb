package dev.bulwark.platform.messaging.inbox;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** What a failed transaction over many things was due to, and so what helps: running it again, waiting, or finding the one. */
public enum FailureKind {
    /** Another transaction was in the way: again, soon. */
    CONFLICT,
    /** The database is away or in trouble: again, later, for ever. */
    INFRASTRUCTURE,
    /** One of the messages, or outcomes, makes no sense. */
    CULPRIT;

    private static final int MAX_CAUSES = 20;

    public static FailureKind of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof ConflictException || cause instanceof ConcurrencyFailureException) {
                return CONFLICT;
            }
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionTimedOutException
                    || cause instanceof DataAccessResourceFailureException
                    || isFailedRollback(cause)) {
                return INFRASTRUCTURE;
            }
            if (cause instanceof SQLException sql) {
                FailureKind kind = ofSqlState(sql.getSQLState());
                if (kind != CULPRIT) {
                    return kind;
                }
            }
        }
        return CULPRIT;
    }

    /**
     * What failed before may have been a message's fault; the next attempt will tell, on a connection that works. A plan that a migration
     * made invalid (0A000) comes as this too, for the pool drops the connection.
     */
    private static boolean isFailedRollback(Throwable cause) {
        return cause instanceof TransactionSystemException system && system.getApplicationException() != null;
    }

    /** By the class of the state, PostgreSQL appendix A. The server always gives one; the pool, on a connection it has dropped, doesn't. */
    private static FailureKind ofSqlState(@Nullable String state) {
        return switch (state) {
            case null -> INFRASTRUCTURE;
            case "40001", "40P01", "55P03" -> CONFLICT; // serialization, deadlock, lock not available
            case "25006", "25P03" -> INFRASTRUCTURE; // read-only (a standby), idle in transaction too long
            default ->
                state.startsWith("08") // connection
                                || state.startsWith("53") // insufficient resources: disk, memory, connections
                                || state.startsWith("57") // operator intervention: shutdown, cancelled
                                || state.startsWith("58") // system error
                                || state.startsWith(
                                        "XX") // a damaged index fails every message: it is no message's fault
                        ? INFRASTRUCTURE
                        : CULPRIT;
        };
    }
}
