package dev.bulwark.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Checks that no pool of a service waits for ever for a server that neither answers nor hangs up. */
public final class DataSourceLimits {

    private static final int LONGEST_MILLIS = 60_000;

    private DataSourceLimits() {}

    /**
     * Opens a connection of each.
     *
     * @param dataSources every data source of the context, by the name of its bean
     * @throws AssertionError if the socket of a connection has no time-out, or one of more than a minute, or if there is no data source at all
     */
    public static void check(Map<String, ? extends DataSource> dataSources) throws SQLException {
        if (dataSources.isEmpty()) {
            throw new AssertionError("there is no data source to check");
        }
        for (Map.Entry<String, ? extends DataSource> dataSource : dataSources.entrySet()) {
            try (Connection connection = dataSource.getValue().getConnection()) {
                int millis = connection.getNetworkTimeout();
                if (millis < 1 || millis > LONGEST_MILLIS) {
                    throw new AssertionError("a socket of " + dataSource.getKey() + " waits for " + millis
                            + " ms (0: for ever), and must for 1 to " + LONGEST_MILLIS);
                }
            }
        }
    }
}
