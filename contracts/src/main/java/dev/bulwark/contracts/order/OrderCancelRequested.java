package dev.bulwark.contracts.order;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/** The customer asked to cancel while the order was pending. From here on a confirmation is refused. */
@MessageType("order.cancel-requested.v1")
public record OrderCancelRequested(UUID orderId, Instant requestedAt) implements OrderMessage {}
