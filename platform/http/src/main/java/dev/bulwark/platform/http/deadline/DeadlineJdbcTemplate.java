package dev.bulwark.platform.http.deadline;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import dev.bulwark.platform.core.deadline.Deadline;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * For reads outside a transaction: the driver cancels a statement when the {@link Deadline} has passed.
 *
 * <p>Costs no round trip, for the driver's own timer does it, in whole seconds: a statement may outlive its deadline by one.
 * A deadline that has passed refuses the statement at once. Inside a transaction {@link JdbcDeadline} has set the server's time-out.
 */
public class DeadlineJdbcTemplate extends JdbcTemplate {

    private static final int MILLIS_PER_SECOND = 1_000;

    public DeadlineJdbcTemplate(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        Deadline deadline = Deadline.current();
        if (deadline != null && !TransactionSynchronizationManager.isActualTransactionActive()) {
            deadline.check();
            statement.setQueryTimeout((int) Math.ceilDiv(deadline.remainingMillis(), MILLIS_PER_SECOND));
        }
    }
}
