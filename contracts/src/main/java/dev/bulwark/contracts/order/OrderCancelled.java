package dev.bulwark.contracts.order;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/** The order ended because the customer asked: an event, and the answer to {@link CancelOrder}. */
@MessageType("order.cancelled.v1")
public record OrderCancelled(
        UUID orderId,
        @Nullable PaymentFacts payment,
        @Nullable ShipmentFacts shipment,
        Instant cancelledAt) implements OrderMessage {}
