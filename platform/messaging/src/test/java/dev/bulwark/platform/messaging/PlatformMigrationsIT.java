package dev.bulwark.platform.messaging;

import javax.sql.DataSource;

import dev.bulwark.testing.Servers;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PlatformMigrationsIT {

    private static final String PLATFORM = "classpath:db/migration/platform";
    private static final String SERVICE = "classpath:db/migration/sample"; // a service's V1

    private final DataSource database =
            Servers.postgres().newDatabase("migrations").dataSource();

    private Flyway flyway(String... locations) {
        return Flyway.configure().dataSource(database).locations(locations).load();
    }

    @Test
    void oneThatIsAddedLaterReachesADatabaseThatIsPastItsNumber() {
        Migrations.run(flyway(SERVICE));

        Migrations.run(flyway(PLATFORM, SERVICE));

        assertThat(flyway(PLATFORM, SERVICE).info().all())
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(MigrationInfo::getState)
                .containsOnly(MigrationState.SUCCESS, MigrationState.OUT_OF_ORDER);
    }

    @Test
    void inOrderNothingIsWarnedOf(CapturedOutput output) {
        Migrations.run(flyway(PLATFORM, SERVICE));
        Migrations.run(flyway(PLATFORM, SERVICE));

        assertThat(output).doesNotContain("outOfOrder");
    }
}
