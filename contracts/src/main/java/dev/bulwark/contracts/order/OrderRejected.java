package dev.bulwark.contracts.order;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/** The order ended without effect because a step failed: an event, and the answer to {@link RejectOrder}. */
@MessageType("order.rejected.v1")
public record OrderRejected(
        UUID orderId,
        Rejection rejection,
        @Nullable PaymentFacts payment,
        @Nullable ShipmentFacts shipment,
        Instant rejectedAt)
        implements OrderMessage {}
