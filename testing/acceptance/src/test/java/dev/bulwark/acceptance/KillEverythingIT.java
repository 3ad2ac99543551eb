package dev.bulwark.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.load.OrderLoad;
import dev.bulwark.acceptance.load.Promises;
import dev.bulwark.acceptance.topology.Figures;
import dev.bulwark.acceptance.topology.OwnPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The machine goes down under load, servers and all, and comes up again: what was promised is kept. */
@Scenario
@Tag("kill")
@org.junit.jupiter.api.Order(120)
class KillEverythingIT {

    private static final int ROUNDS = Integer.getInteger("bulwark.acceptance.kills", 1);
    private static final int ORDERS_PER_SECOND = 30;
    private static final int ORDERS_BEFORE_THE_KILL = 250;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void keepsEveryPromise(OwnPlatform platform, Bulwark bulwark) throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, String> acknowledged = killedUnderLoad(platform, bulwark);
            platform.start();
            assertThat(new Promises(bulwark, acknowledged).broken()).isEmpty();
            Settled.assertAuditOk(bulwark);
            Figures.print("kill -9 of everything, round %d: %d acknowledged orders ended", round, acknowledged.size());
        }
    }

    private static Map<String, String> killedUnderLoad(OwnPlatform platform, Bulwark bulwark) {
        try (OrderLoad load = OrderLoad.start(bulwark, ORDERS_PER_SECOND)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> load.acknowledged().size() >= ORDERS_BEFORE_THE_KILL);
            platform.killEverything();
            await("the load to notice").until(() -> load.refusals().containsKey("ConnectException"));
            return load.finish();
        }
    }
}
