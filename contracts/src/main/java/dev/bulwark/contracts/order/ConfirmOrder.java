package dev.bulwark.contracts.order;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;

/** The saga's pivot: every step is done. Answered by {@link OrderConfirmed} or {@link ConfirmRefused}. */
@MessageType("order.confirm.v1")
public record ConfirmOrder(UUID orderId, PaymentFacts payment, ShipmentFacts shipment) {}
