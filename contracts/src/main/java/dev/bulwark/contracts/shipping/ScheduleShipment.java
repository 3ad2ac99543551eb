package dev.bulwark.contracts.shipping;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import dev.bulwark.contracts.Sealed;

/**
 * Book a pick-up with the carrier. Answered by {@link ShipmentScheduled} or {@link ShipmentRefused}.
 *
 * @param personalData see {@link dev.bulwark.contracts.order.OrderPlaced#personalData()}; unsealed only to call the carrier
 * @param units how many pieces there are in all
 */
@MessageType("shipping.schedule.v1")
public record ScheduleShipment(UUID orderId, String customerId, Sealed personalData, int units)
        implements OrderMessage {}
