package dev.bulwark.contracts.shipping;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * Nothing was booked, and nothing will be for this step: an event, and an answer to the saga.
 *
 * @param code {@code address_undeliverable}, {@code address_erased}, {@code expired}, {@code compensated} …
 */
@MessageType("shipment.refused.v1")
public record ShipmentRefused(
        UUID orderId,
        @Nullable UUID shipmentId,
        String code,
        @Nullable String detail) implements OrderMessage {}
