package dev.bulwark.simulation.world;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ReserveStock;
import dev.bulwark.contracts.inventory.StockLine;
import dev.bulwark.contracts.order.ConfirmOrder;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.contracts.payment.ChargePayment;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.messaging.MessageCodec;

/**
 * Writes what nobody can handle into the topics, under keys of orders that never were, and good messages behind it, which must wait. Some of it can't be
 * read; some can, and makes no sense.
 */
final class Poisoner {

    private static final List<String> TOPICS =
            List.of(Topics.INVENTORY_COMMANDS, Topics.PAYMENT_COMMANDS, Topics.ORDER_COMMANDS, Topics.ORDER_EVENTS);

    private final World world;
    private final SplittableRandom random;
    private final Ids ids;
    private final Set<String> keys = new HashSet<>();

    Poisoner(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.ids = new UuidV7(world.clock(), random);
        if (world.chaos().strikes(Fault.POISON)) {
            int doses = 1 + random.nextInt(4);
            for (int i = 0; i < doses; i++) {
                world.agenda().at(world.now() + 1_000 + random.nextInt(12_000), this::dose);
            }
        }
    }

    boolean knows(String key) {
        return keys.contains(key);
    }

    private void dose() {
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        UUID ghost = ids.next();
        keys.add(ghost.toString());
        Object body = body(topic, ghost);
        boolean readable = topic.equals(Topics.ORDER_COMMANDS) || topic.equals(Topics.ORDER_EVENTS);
        if (readable && random.nextBoolean()) {
            send(topic, ghost, body, World.CODEC.encode(body));
        } else {
            send(topic, ghost, body, "{\"orderId\":".getBytes(StandardCharsets.UTF_8));
        }
        world.agenda().at(world.now() + random.nextInt(300), () -> send(topic, ghost, body, World.CODEC.encode(body)));
    }

    private static Object body(String topic, UUID ghost) {
        return switch (topic) {
            case Topics.INVENTORY_COMMANDS -> new ReserveStock(ghost, List.of(new StockLine("SKU-A", 1)));
            case Topics.PAYMENT_COMMANDS -> new ChargePayment(ghost, "ghost", new Money(100, "EUR"), Psp.OK);
            case Topics.ORDER_COMMANDS -> new ConfirmOrder(ghost, payment(ghost), shipment(ghost));
            default -> new OrderConfirmed(ghost, payment(ghost), shipment(ghost), java.time.Instant.EPOCH);
        };
    }

    private static PaymentFacts payment(UUID id) {
        return new PaymentFacts(id, "CHARGED", null);
    }

    private static ShipmentFacts shipment(UUID id) {
        return new ShipmentFacts(id, "SCHEDULED", null, null, null);
    }

    private void send(String topic, UUID ghost, Object body, byte[] payload) {
        UUID id = ids.next();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(MessageHeaders.ID, id.toString());
        headers.put(MessageHeaders.TYPE, MessageCodec.typeOf(body.getClass()));
        headers.put(MessageHeaders.SAGA, ghost.toString());
        headers.put(MessageHeaders.STEP, ghost + ":" + (topic.equals(Topics.INVENTORY_COMMANDS) ? "stock" : "payment"));
        headers.put(MessageHeaders.SEQUENCE, "1");
        world.broker().append(topic, ghost.toString(), id, headers, payload);
    }
}
