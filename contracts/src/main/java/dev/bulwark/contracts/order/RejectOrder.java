package dev.bulwark.contracts.order;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * Everything is undone because a step failed, or an operator gave that up (code {@code abandoned}). Answered by {@link OrderRejected};
 * by {@link OrderCancelled} where the order had accepted the customer's wish to cancel, unless the undo was given up.
 */
@MessageType("order.reject.v1")
public record RejectOrder(
        UUID orderId,
        Rejection rejection,
        @Nullable PaymentFacts payment,
        @Nullable ShipmentFacts shipment) implements OrderMessage {}
