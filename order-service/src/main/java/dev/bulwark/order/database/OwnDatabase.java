package dev.bulwark.order.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.platform.messaging.Migrations;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Opens a database beside the service's first one: pool and migrations as Boot does it for the first one, with the same limits. */
public final class OwnDatabase {

    private static final String LIMITS = "spring.datasource.hikari";

    private OwnDatabase() {}

    /**
     * Opens the pool and brings the schema up to date.
     *
     * @param environment has the limits of every pool of the platform
     * @param migrations locations on the class path, for example {@code db/migration/key-store}
     */
    public static HikariDataSource open(
            Environment environment, String name, DatabaseProperties properties, String... migrations) {
        HikariConfig config = Binder.get(environment).bindOrCreate(LIMITS, Bindable.of(HikariConfig.class));
        config.setPoolName(name);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(properties.maxConnections());
        config.setMinimumIdle(Math.min(2, properties.maxConnections()));
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
