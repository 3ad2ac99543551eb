package dev.bulwark.contracts.shipping;

import java.time.LocalDate;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/** The carrier will come: an event, and an answer to the saga. */
@MessageType("shipment.scheduled.v1")
public record ShipmentScheduled(
        UUID orderId,
        UUID shipmentId,
        String carrier,
        String trackingNumber,
        @Nullable LocalDate eta) implements OrderMessage {}
