package dev.bulwark.platform.messaging;

import javax.sql.DataSource;

import dev.bulwark.testing.Servers;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformMigrationsIT {

    @Test
    void oneThatIsAddedLaterReachesADatabaseThatIsPastItsNumber() {
        DataSource database = Servers.postgres().newDatabase("migrations").dataSource();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/sample") // a service's V1
                .load()
                .migrate();

        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/platform", "classpath:db/migration/sample");
        new MessagingConfiguration().platformMigrationsComeLater().customize(configuration);

        assertThat(configuration.load().migrate().migrationsExecuted).isGreaterThanOrEqualTo(3);
    }
}
