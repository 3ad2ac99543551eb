package dev.bulwark.contracts.order;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * The order is final: an event, and the answer to {@link ConfirmOrder}.
 *
 * @param payment absent for an order that costs nothing
 */
@MessageType("order.confirmed.v1")
public record OrderConfirmed(UUID orderId, @Nullable PaymentFacts payment, ShipmentFacts shipment, Instant confirmedAt)
        implements OrderMessage {}
