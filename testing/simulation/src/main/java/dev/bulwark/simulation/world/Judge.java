package dev.bulwark.simulation.world;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.contracts.inventory.ReserveStock;
import dev.bulwark.contracts.inventory.StockRefused;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.contracts.order.CancelOrder;
import dev.bulwark.contracts.order.ConfirmOrder;
import dev.bulwark.contracts.order.ConfirmRefused;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.RejectOrder;
import dev.bulwark.contracts.payment.ChargePayment;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.contracts.payment.RefundPayment;
import dev.bulwark.contracts.shipping.CancelShipment;
import dev.bulwark.contracts.shipping.ScheduleShipment;
import dev.bulwark.contracts.shipping.ShipmentRefused;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;

/** Judges what is published, at the moment it is. */
final class Judge {

    /** Clocks differ by up to 4 s, so nobody can be blamed for less. */
    private static final long TOLERANCE_MILLIS = 4_100;

    private static final Map<String, String> STEPS = new HashMap<>();
    private static final Map<String, String> ANSWERS = new HashMap<>();

    static {
        step("stock", ReserveStock.class, ReleaseStock.class);
        step("payment", ChargePayment.class, RefundPayment.class);
        step("shipment", ScheduleShipment.class, CancelShipment.class);
        step("order", ConfirmOrder.class, RejectOrder.class, CancelOrder.class);
        answer("stock", StockReserved.class, StockRefused.class);
        answer("payment", PaymentCharged.class, PaymentRefused.class);
        answer("shipment", ShipmentScheduled.class, ShipmentRefused.class);
        answer("order", OrderConfirmed.class, ConfirmRefused.class);
    }

    private final World world;
    private final Map<String, Long> expiries = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, byte[]> versions = new HashMap<>();

    Judge(World world) {
        this.world = world;
    }

    private static void step(String step, Class<?>... types) {
        Arrays.stream(types).forEach(type -> STEPS.put(MessageCodec.typeOf(type), step));
    }

    private static void answer(String step, Class<?>... types) {
        Arrays.stream(types).forEach(type -> ANSWERS.put(MessageCodec.typeOf(type), step));
    }

    void published(IncomingMessage message) {
        if (world.isPoisoned(message)) {
            return;
        }
        if (!world.isPromised(message.id())) {
            throw new Violation(Invariant.I8_COMMITTED, name(message) + " is published, and nobody committed it");
        }
        String step = STEPS.get(message.type());
        if (step != null) {
            command(message, step);
        } else if (message.topic().equals(Topics.SAGA_REPLIES)) {
            reply(message);
        } else {
            event(message);
        }
    }

    private void command(IncomingMessage message, String step) {
        String expected = message.orderingKey() + ":" + step;
        if (!expected.equals(message.header(MessageHeaders.STEP))) {
            throw new Violation(
                    Invariant.I5_STEP_ID, name(message) + " says step " + message.header(MessageHeaders.STEP));
        }
        String expires = message.header(MessageHeaders.EXPIRY_TIME);
        if (expires != null) {
            expiries.merge(expected, Long.parseLong(expires), Math::max);
        }
    }

    private void reply(IncomingMessage message) {
        String step = ANSWERS.get(message.type());
        if (step == null) {
            return;
        }
        String key = message.orderingKey() + ":" + step;
        if (!key.equals(message.header(MessageHeaders.STEP))) {
            throw new Violation(
                    Invariant.I5_STEP_ID, name(message) + " answers step " + message.header(MessageHeaders.STEP));
        }
        String first = answers.putIfAbsent(key, message.type());
        if (first != null && !first.equals(message.type())) {
            throw new Violation(Invariant.I5_ANSWERS, name(message) + " after " + first);
        }
    }

    private void event(IncomingMessage message) {
        String version = message.header(MessageHeaders.SEQUENCE);
        String key = message.topic() + message.orderingKey() + "/" + version;
        byte[] first = versions.putIfAbsent(key, message.payload());
        if (version == null || (first != null && !Arrays.equals(first, message.payload()))) {
            throw new Violation(Invariant.I7_VERSIONS, name(message) + " has version " + version + " of another event");
        }
    }

    /** An action has its effect now. */
    void begun(UUID order, String step) {
        Long expiry = expiries.get(order + ":" + step);
        if (expiry != null && world.now() > expiry + TOLERANCE_MILLIS) {
            throw new Violation(
                    Invariant.I5_EXPIRED,
                    step + " of " + world.shortName(order.toString()) + " begins " + (world.now() - expiry)
                            + " ms after its expiry");
        }
    }

    private String name(IncomingMessage message) {
        return message.type() + " of " + world.shortName(message.orderingKey());
    }
}
