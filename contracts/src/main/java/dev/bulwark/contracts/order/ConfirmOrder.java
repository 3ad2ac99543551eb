package dev.bulwark.contracts.order;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * The saga's pivot: every step is done. Answered by {@link OrderConfirmed} or {@link ConfirmRefused}.
 *
 * @param payment absent for an order that costs nothing
 */
@MessageType("order.confirm.v1")
public record ConfirmOrder(UUID orderId, @Nullable PaymentFacts payment, ShipmentFacts shipment)
        implements OrderMessage {}
