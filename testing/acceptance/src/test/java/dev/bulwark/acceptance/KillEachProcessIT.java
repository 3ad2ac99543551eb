package dev.bulwark.acceptance;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Http;
import dev.bulwark.acceptance.load.OrderLoad;
import dev.bulwark.acceptance.load.Promises;
import dev.bulwark.acceptance.topology.Figures;
import dev.bulwark.acceptance.topology.OwnPlatform;
import dev.bulwark.acceptance.topology.Ports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One process of the fleet is killed under load and started again by its supervisor: what was promised is kept. */
@Scenario
@Tag("fleet")
@org.junit.jupiter.api.Order(120)
class KillEachProcessIT {

    private static final Map<String, Integer> PORTS = Map.of(
            "gateway", Ports.GATEWAY,
            "order-service", Ports.ORDERS,
            "payment-service", Ports.PAYMENTS,
            "inventory-service", Ports.INVENTORY,
            "shipping-service", Ports.SHIPPING,
            "saga-orchestrator", Ports.SAGAS,
            "simulators", Ports.SIMULATORS);

    /** The one that gives the promises, and the one that handles other people's money. */
    private static final String USUAL = "order-service,payment-service";

    private static final int ORDERS_PER_SECOND = 10;
    private static final int ORDERS_BEFORE_THE_KILL = 30;
    private static final int ORDERS_AFTER_THE_RETURN = 20;
    private static final Duration RETURN_PATIENCE = Duration.ofSeconds(60);

    private final OwnPlatform platform;
    private final Bulwark bulwark;

    KillEachProcessIT(OwnPlatform platform, Bulwark bulwark) {
        this.platform = platform;
        this.bulwark = bulwark;
    }

    static Stream<String> modules() {
        String wanted = System.getProperty("bulwark.acceptance.fleet.kills", USUAL);
        return wanted.equals("all") ? PORTS.keySet().stream().sorted() : Stream.of(wanted.split(","));
    }

    @ParameterizedTest
    @MethodSource("modules")
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void keepsEveryPromise(String module) throws InterruptedException {
        Map<String, String> acknowledged;
        try (OrderLoad load = OrderLoad.start(bulwark, ORDERS_PER_SECOND)) {
            awaitOrders(load, ORDERS_BEFORE_THE_KILL);
            long killed = platform.modulePid(module);
            assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
            long from = System.nanoTime();
            await().atMost(RETURN_PATIENCE).until(() -> platform.modulePid(module), pid -> pid != 0 && pid != killed);
            await().atMost(RETURN_PATIENCE).until(() -> isReady(module));
            Figures.print("%s was ready again %.1f s after kill -9", module, (System.nanoTime() - from) / 1e9);
            awaitOrders(load, load.acknowledged().size() + ORDERS_AFTER_THE_RETURN);
            acknowledged = load.finish();
        }
        assertThat(new Promises(bulwark, acknowledged).broken()).isEmpty();
        Settled.assertAuditOk(bulwark);
        Figures.print("kill -9 of %s: %d acknowledged orders ended", module, acknowledged.size());
    }

    private static void awaitOrders(OrderLoad load, int acknowledged) {
        await().atMost(RETURN_PATIENCE)
                .untilAsserted(() -> assertThat(load.acknowledged().size())
                        .as("orders taken; refused: %s", load.refusals())
                        .isGreaterThanOrEqualTo(acknowledged));
    }

    private boolean isReady(String module) {
        URI management = platform.url(PORTS.get(module) + Ports.MANAGEMENT_OFFSET);
        try {
            return new Http(management).get("/actuator/health/readiness").send().status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
