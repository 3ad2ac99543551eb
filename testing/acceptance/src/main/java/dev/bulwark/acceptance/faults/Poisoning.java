package dev.bulwark.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.acceptance.client.DeadLetters;
import dev.bulwark.acceptance.client.DeadLetters.DeadLetter;
import dev.bulwark.acceptance.topology.Broker;

/** Messages that nobody can read, and the operator who cleans up after them. */
final class Poisoning implements Fault.Injection {

    private static final Map<String, String> TYPE_BY_TOPIC = Map.of(
            "inventory.commands", "inventory.reserve-stock.v1",
            "payment.commands", "payment.charge.v1",
            "shipping.commands", "shipping.schedule.v1",
            "order.commands", "order.confirm.v1",
            "saga.replies", "order.confirmed.v1",
            "order.events", "order.placed.v1");

    private static final List<String> SERVICES = List.of("orders", "payments", "inventory", "shipping", "sagas");
    private static final int OPEN_ORDERS = 5;
    private static final Duration UNTIL_PARKED = Duration.ofSeconds(4);
    private static final int ROUNDS = 30;

    @Override
    public void inject(FaultContext context) throws InterruptedException {
        List<String> keys = new ArrayList<>(context.latestOrders(OPEN_ORDERS));
        keys.add(UUID.randomUUID().toString());
        try (Broker broker = new Broker(context.fleet().brokerAddress())) {
            for (String key : keys) {
                TYPE_BY_TOPIC.forEach((topic, type) -> broker.poison(topic, key, type));
            }
        }
        context.pause(UNTIL_PARKED);
        context.note(clean(context, keys) + " letters discarded");
    }

    /** Discards what has a cause, and redrives what only waits behind it, until nothing of these keys is parked. */
    private static int clean(FaultContext context, List<String> keys) throws InterruptedException {
        int discarded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean clean = true;
            for (String service : SERVICES) {
                DeadLetters letters = context.bulwark().operator().deadLetters(service);
                for (String key : keys) {
                    List<DeadLetter> parked = letters.ofKey(key);
                    clean &= parked.isEmpty();
                    for (DeadLetter letter : parked) {
                        if (letter.cause() != null) {
                            letters.discard(letter, "planted by the fault runner");
                            discarded++;
                        }
                    }
                    if (!letters.ofKey(key).isEmpty()) {
                        letters.redrive(key, false);
                    }
                }
            }
            if (clean) {
                return discarded;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("messages of " + keys + " are still parked");
    }
}
