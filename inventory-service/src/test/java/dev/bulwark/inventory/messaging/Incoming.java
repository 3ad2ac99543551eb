package dev.bulwark.inventory.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.contracts.inventory.ReserveStock;
import dev.bulwark.contracts.inventory.StockLine;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;

/** Messages as the broker would hand them over; each call makes a new message id. */
final class Incoming {

    private static final AtomicLong OFFSET = new AtomicLong();

    private final MessageFactory saga;

    Incoming(MessageFactory saga) {
        this.saga = saga;
    }

    IncomingMessage reserve(UUID order, StockLine... lines) {
        return reserveUntil(Instant.now().plusSeconds(30), order, lines);
    }

    IncomingMessage reserveUntil(Instant expires, UUID order, StockLine... lines) {
        return command(order, new ReserveStock(order, List.of(lines)), order + ":stock", expires);
    }

    IncomingMessage release(UUID order) {
        return command(order, new ReleaseStock(order), order + ":stock", null);
    }

    IncomingMessage command(UUID order, Object body, String step, Instant expires) {
        return incoming(
                saga.command(Topics.INVENTORY_COMMANDS, order.toString(), body, order.toString(), step, expires, null));
    }

    IncomingMessage confirmed(UUID order) {
        OrderConfirmed body = new OrderConfirmed(
                order,
                new PaymentFacts(order, "CHARGED", null),
                new ShipmentFacts(order, "SCHEDULED", "LX", "T1", null),
                Instant.now());
        return incoming(saga.event(Topics.ORDER_EVENTS, order.toString(), body, 2, null));
    }

    private static IncomingMessage incoming(OutgoingMessage message) {
        return new IncomingMessage(
                message.topic(),
                0,
                OFFSET.incrementAndGet(),
                Instant.now(),
                message.key(),
                message.id(),
                true,
                message.headers(),
                message.payload());
    }
}
