package dev.bulwark.platform.inbox;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** What a failed batch was due to, and so what helps: running it again, waiting, or finding the message. */
enum FailureKind {
    CONFLICT,
    INFRASTRUCTURE,
    MESSAGE;

    private static final int MAX_CAUSES = 20;

    static FailureKind of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof ConflictException
                    || cause instanceof OptimisticLockingFailureException
                    || cause instanceof PessimisticLockingFailureException) {
                return CONFLICT;
            }
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionTimedOutException
                    || cause instanceof DataAccessResourceFailureException) {
                return INFRASTRUCTURE;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                FailureKind kind = ofSqlState(sql.getSQLState());
                if (kind != MESSAGE) {
                    return kind;
                }
            }
        }
        return MESSAGE;
    }

    /** By the class of the state, PostgreSQL appendix A. */
    private static FailureKind ofSqlState(String state) {
        return switch (state) {
            case "40001", "40P01", "55P03" -> CONFLICT; // serialization, deadlock, lock not available
            case "25006", "25P03" -> INFRASTRUCTURE; // read-only (a standby), idle in transaction too long
            default ->
                state.startsWith("08") // connection
                                || state.startsWith("53") // insufficient resources: disk, memory, connections
                                || state.startsWith("57") // operator intervention: shutdown, cancelled
                                || state.startsWith("58") // system error
                        ? INFRASTRUCTURE
                        : MESSAGE;
        };
    }
}
