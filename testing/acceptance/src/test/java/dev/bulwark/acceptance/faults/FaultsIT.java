package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.bulwark.acceptance.topology.BreakableFleet;
import dev.bulwark.acceptance.topology.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A selection of the faults, one seed each, in every build; {@code ./bulwark drill faults} has them all. It alone judges {@link Limits}: a build may
 * run on any machine.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FaultsIT {

    private static final int ORDERS_PER_SECOND = 10;
    private static final Path AGENT = Path.of(System.getProperty("bulwark.crash.agent"));

    private static BreakableFleet fleet;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = BreakableFleet.start();
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "kill-saga-orchestrator",
                "crash-orders.after-commit",
                "crash-relay.after-send",
                "crash-intent.after-call",
                "postgres-crash",
                "broker-killed",
                "every-message-five-times"
            })
    void everyInvariantHoldsAfter(String fault) throws Exception {
        Outcome outcome = trial(Catalogue.named(List.of(fault)).getFirst());

        Figures.print(
                "%s: %d orders in %.0f s, %s",
                fault, outcome.orders(), outcome.seconds(), String.join("; ", outcome.notes()));
        assertThat(outcome.orders()).isPositive();
        assertThat(outcome.violations()).isEmpty();
    }

    /** A checker that can't fail is worth nothing; what it is given here stays broken, so it comes last. */
    @Test
    @Order(2)
    void whatIsBrokenOnPurposeIsFound() throws Exception {
        Fault theft =
                Fault.of("theft", "somebody reserves a piece for no order, and takes an order's saga away", context -> {
                    context.pause(500, 500);
                    context.fleet()
                            .execute(
                                    "inventory",
                                    "UPDATE stock SET on_hand = on_hand - 1, reserved = reserved + 1 WHERE sku = 'SKU-0001'");
                    context.fleet()
                            .execute("sagas", "DELETE FROM saga WHERE id = (SELECT min(id::text)::uuid FROM saga)");
                });

        assertThat(trial(theft).violations()).containsKeys("I3", "I9");
    }

    private static Outcome trial(Fault fault) throws Exception {
        return new FaultRun(fleet, fault, 1, ORDERS_PER_SECOND, AGENT).run("this build");
    }
}
