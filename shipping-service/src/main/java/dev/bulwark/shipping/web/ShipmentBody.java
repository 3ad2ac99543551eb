package dev.bulwark.shipping.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import dev.bulwark.shipping.ShipmentView;
import org.jspecify.annotations.Nullable;

/** A shipment as clients see it: not whose it is. {@code settledAt} is absent while the carrier owes an answer. */
record ShipmentBody(
        UUID id,
        UUID orderId,
        String status,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable LocalDate eta,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant settledAt) {

    static ShipmentBody of(ShipmentView view) {
        return new ShipmentBody(
                view.id(),
                view.orderId(),
                view.status(),
                view.carrier(),
                view.trackingNumber(),
                view.eta(),
                view.reason(),
                view.requestedAt(),
                view.settledAt());
    }
}
