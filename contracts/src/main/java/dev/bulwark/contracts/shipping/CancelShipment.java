package dev.bulwark.contracts.shipping;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/** Compensates {@link ScheduleShipment}; before it, it leaves a tombstone. Answered by {@link ShipmentCancelled}. */
@MessageType("shipping.cancel.v1")
public record CancelShipment(UUID orderId) implements OrderMessage {}
