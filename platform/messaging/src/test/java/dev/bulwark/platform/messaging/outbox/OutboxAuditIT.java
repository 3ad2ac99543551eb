package dev.bulwark.platform.messaging.outbox;

import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxAuditIT {

    private static final String ROW = """
            INSERT INTO outbox (topic, key, type, headers, payload, created_at)
            VALUES ('t', ?, 'x', '', '', now() - make_interval(secs => ?))
            """;

    @Test
    void tellsHowManyWaitHowLongAndWhichCannotGo() {
        TestDatabase database = Servers.postgres().newDatabase("outbox_audit");
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration/platform")
                .load()
                .migrate();
        OutboxAudit audit = new OutboxAudit(database.dataSource(), 100);
        assertThat(audit.report()).isEqualTo(new OutboxAudit.Report(0, 0, 0));

        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.update(ROW, "old", 90);
        jdbc.update(ROW, "young", 5);
        jdbc.update(
                "INSERT INTO outbox_blocked_key (topic, key, outbox_id, reason) VALUES ('t', 'old', 1, 'too large')");

        OutboxAudit.Report report = audit.report();
        assertThat(report.pending()).isEqualTo(2);
        assertThat(report.oldestAgeSeconds()).isBetween(90L, 120L);
        assertThat(report.blockedKeys()).isEqualTo(1);
    }
}
