package dev.bulwark.platform.http.deadline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.bulwark.platform.core.deadline.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Ends statements when nobody waits for them any more: each transaction that begins under a {@link Deadline} gets
 * {@code SET LOCAL statement_timeout} to what remains.
 *
 * <p>Costs one round trip, and only where a deadline is bound: batches of messages have none. A transaction named
 * {@link #FIRST_STATEMENT} sets the timeout by {@link #SETTING} in a statement it sends anyway, and pays nothing.
 *
 * <p>Limits: the time-out counts for each statement, not for their sum; reads outside a transaction are the business of
 * {@link DeadlineJdbcTemplate}; a server that doesn't answer at all is ended only by the driver's {@code socketTimeout}.
 */
public final class JdbcDeadline implements TransactionExecutionListener {

    /** Name of transactions whose first statement sets the time-out itself. */
    public static final String FIRST_STATEMENT = "deadline in the first statement";

    /** Expression of a select list; its one parameter is {@link #timeout}. */
    public static final String SETTING = "set_config('statement_timeout', ?, true)";

    private static final Logger log = LoggerFactory.getLogger(JdbcDeadline.class);

    /** The value for {@link #SETTING}: milliseconds that remain of the deadline, 0 (no time-out) where there is none. */
    public static String timeout(@Nullable Deadline deadline) {
        return deadline == null ? "0" : Long.toString(millis(deadline));
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        Deadline deadline = Deadline.current();
        if (deadline == null || failure != null || FIRST_STATEMENT.equals(transaction.getTransactionName())) {
            return;
        }
        Connection connection = connectionOf(transaction);
        if (connection == null) {
            return;
        }
        // An exception here would leave the connection bound to the thread for ever. If the connection is broken, the
        // next
        // statement says so; if the deadline has passed, the next statement is ended after a millisecond.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + millis(deadline));
        } catch (SQLException e) {
            log.warn("This transaction runs without its deadline: {}", e.getMessage());
        }
    }

    private static long millis(Deadline deadline) {
        return Math.clamp(deadline.remainingMillis(), 1, Integer.MAX_VALUE);
    }

    private static @Nullable Connection connectionOf(TransactionExecution transaction) {
        boolean jdbc = transaction instanceof DefaultTransactionStatus status
                && status.hasTransaction()
                && status.getTransaction() instanceof JdbcTransactionObjectSupport object
                && object.hasConnectionHolder();
        if (!jdbc) {
            return null;
        }
        JdbcTransactionObjectSupport object =
                (JdbcTransactionObjectSupport) ((DefaultTransactionStatus) transaction).getTransaction();
        return object.getConnectionHolder().getConnection();
    }
}
