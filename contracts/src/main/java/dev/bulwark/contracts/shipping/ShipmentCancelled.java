package dev.bulwark.contracts.shipping;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is booked any more, whether or not anything ever was: an event, and an answer to the saga.
 *
 * @param shipmentId absent where the compensation came first and left a tombstone
 */
@MessageType("shipment.cancelled.v1")
public record ShipmentCancelled(UUID orderId, @Nullable UUID shipmentId) implements OrderMessage {}
