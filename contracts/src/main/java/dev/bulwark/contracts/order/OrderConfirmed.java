package dev.bulwark.contracts.order;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;

/** The order is final: an event, and the answer to {@link ConfirmOrder}. */
@MessageType("order.confirmed.v1")
public record OrderConfirmed(UUID orderId, PaymentFacts payment, ShipmentFacts shipment, Instant confirmedAt) {}
