package dev.bulwark.simulation.world;

import java.util.Map;
import java.util.UUID;

import dev.bulwark.saga.domain.SagaState;
import dev.bulwark.saga.domain.Step;
import dev.bulwark.saga.domain.Stuck;

/** What operators see of sagas when nothing happens unless they act. */
final class StuckSagas {

    private static final Map<Step, String> CONSUMERS = Map.of(
            Step.STOCK, "inventory-commands",
            Step.PAYMENT, "payment-commands",
            Step.SHIPMENT, "shipping-commands",
            Step.ORDER, "order-commands");

    private final World world;

    StuckSagas(World world) {
        this.world = world;
    }

    void check() {
        world.sagas().rows().forEach((id, row) -> {
            if (row.state() instanceof SagaState.Open open) {
                check(id, open);
            }
        });
    }

    private void check(UUID id, SagaState.Open saga) {
        Stuck stuck = saga.stuck();
        String consumer = CONSUMERS.getOrDefault(saga.phase().step(), "");
        boolean parked =
                world.services().stream().anyMatch(service -> service.inbox().isHeldUp(consumer, id));
        if (parked && (stuck == null || stuck.deadLetter() == null)) {
            throw new Violation(
                    Invariant.I4_STUCK,
                    "the saga of " + world.shortName(id.toString()) + " is " + saga.phase()
                            + ", its command is parked at " + consumer + ", and it "
                            + (stuck == null ? "is not stuck" : "says " + stuck.reason()));
        }
    }
}
