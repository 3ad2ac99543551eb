package dev.bulwark.shipping.domain;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the saga, or everybody, is told. */
public sealed interface ShipmentAnswer {

    record Scheduled(UUID shipmentId, Booking booking) implements ShipmentAnswer {}

    /** @param shipmentId null where no shipment was begun */
    record Refused(
            @Nullable UUID shipmentId,
            String code,
            @Nullable String detail) implements ShipmentAnswer {}

    /**
     * Compensated.
     *
     * @param shipmentId null where no shipment was begun
     */
    record Cancelled(@Nullable UUID shipmentId) implements ShipmentAnswer {}
}
