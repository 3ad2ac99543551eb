package dev.bulwark.acceptance;

import java.time.Duration;

import dev.bulwark.acceptance.client.Audit;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.topology.Figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What has to hold once nothing is under way any more. */
final class Settled {

    /** The audit judges what has been quiet for five seconds; outboxes and views need a moment more. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Settled() {}

    /** Waits until nothing is in flight and the audit has nothing to find; fails with what it found. */
    static void assertAuditOk(Bulwark bulwark) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Audit audit = bulwark.operator().audit();
            assertThat(audit.findings()).as("findings of %s", audit).isEmpty();
            assertThat(audit.ok()).isTrue();
            assertThat(audit.inFlight().toString()).as("in flight").matches("0|\\[]|\\{}");
        });
        Figures.print("audit ok, examined %s", bulwark.operator().audit().examined());
    }
}
