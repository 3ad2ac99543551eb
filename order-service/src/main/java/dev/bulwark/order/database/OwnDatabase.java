package dev.bulwark.order.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.platform.messaging.Migrations;
import org.flywaydb.core.Flyway;

/** Opens a database of this service's own: pool and migrations, as Boot does it for the first one. */
public final class OwnDatabase {

    /** Shorter than any request may take, so that a full pool shows as a refusal and not as a hang. */
    private static final long CONNECTION_TIMEOUT_MILLIS = 3_000;

    private OwnDatabase() {}

    /** @param migrations locations on the class path, for example {@code db/migration/key-store} */
    public static HikariDataSource open(String name, DatabaseProperties properties, String... migrations) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(properties.maxConnections());
        config.setMinimumIdle(Math.min(2, properties.maxConnections()));
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        HikariDataSource dataSource = new HikariDataSource(config);
        try {
            Migrations.run(Flyway.configure()
                    .dataSource(dataSource)
                    .locations(migrations)
                    .load());
            return dataSource;
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
    }
}
