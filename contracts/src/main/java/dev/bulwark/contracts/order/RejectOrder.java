package dev.bulwark.contracts.order;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import org.jspecify.annotations.Nullable;

/** Everything is undone because a step failed. Answered by {@link OrderRejected}. */
@MessageType("order.reject.v1")
public record RejectOrder(
        UUID orderId,
        Rejection rejection,
        @Nullable PaymentFacts payment,
        @Nullable ShipmentFacts shipment) {}
