package dev.bulwark.contracts.order;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/** Everything is undone because the customer asked. Answered by {@link OrderCancelled}; by {@link OrderRejected} if that it already was. */
@MessageType("order.cancel.v1")
public record CancelOrder(
        UUID orderId,
        @Nullable PaymentFacts payment,
        @Nullable ShipmentFacts shipment) implements OrderMessage {}
