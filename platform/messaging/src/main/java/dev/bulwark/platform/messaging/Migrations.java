package dev.bulwark.platform.messaging;

import java.util.Arrays;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

/**
 * Migrates a database that has the platform's migrations and a service's own. The platform's are numbered before the service's, so that one which is
 * added later comes out of order.
 *
 * <p>Flyway is told to go out of order only when such a migration waits: it warns whenever it may do so, and the warning is worth reading then.
 */
public final class Migrations {

    private Migrations() {}

    public static void run(Flyway flyway) {
        boolean late = Arrays.stream(flyway.info().all())
                .anyMatch(migration -> migration.getState() == MigrationState.IGNORED);
        Flyway migrating = late
                ? Flyway.configure(flyway.getConfiguration().getClassLoader())
                        .configuration(flyway.getConfiguration())
                        .outOfOrder(true)
                        .load()
                : flyway;
        migrating.migrate();
    }
}
