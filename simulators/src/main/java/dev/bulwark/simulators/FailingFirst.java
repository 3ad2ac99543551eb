package dev.bulwark.simulators;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts the calls that must fail before one may succeed, in the database: a restart doesn't start the count again.
 *
 * <p>Limit: the rows are never deleted; only the test cards and test addresses that ask for failures leave any.
 */
@Component
public final class FailingFirst {

    private static final int FAILURES = 2;

    private final JdbcClient jdbc;

    FailingFirst(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True exactly for the first two calls of this name, however they race. */
    public boolean fails(String call) {
        return jdbc.sql("""
                        INSERT INTO failed_call (call, failures) VALUES (?, 1)
                        ON CONFLICT (call) DO UPDATE SET failures = failed_call.failures + 1 WHERE failed_call.failures < ?
                        """).param(call).param(FAILURES).update() == 1;
    }
}
