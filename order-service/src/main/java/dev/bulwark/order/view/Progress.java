package dev.bulwark.order.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.contracts.shipping.ShipmentCancelled;
import dev.bulwark.contracts.shipping.ShipmentRefused;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import org.jspecify.annotations.Nullable;

/** The progress of an order's payment or shipment by their own events. Patches as {@link ViewPatch} does. */
record Progress(
        @Nullable UUID id,
        String status,
        @Nullable String reason,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable LocalDate eta,
        Instant at) {

    /** @throws IllegalArgumentException if the body is no event of a payment or shipment */
    static Progress of(Object body, Instant at) {
        return switch (body) {
            case PaymentCharged e -> simple(e.paymentId(), "CHARGED", null, at);
            case PaymentRefused e -> simple(e.paymentId(), "REFUSED", e.code(), at);
            case PaymentRefunded e -> simple(e.paymentId(), e.refunded() == null ? "VOIDED" : "REFUNDED", null, at);
            case ShipmentScheduled e ->
                new Progress(e.shipmentId(), "SCHEDULED", null, e.carrier(), e.trackingNumber(), e.eta(), at);
            case ShipmentRefused e -> simple(e.shipmentId(), "REFUSED", e.code(), at);
            case ShipmentCancelled e -> simple(e.shipmentId(), "CANCELLED", null, at);
            default -> throw new IllegalArgumentException("no event of a payment or shipment: " + body.getClass());
        };
    }

    private static Progress simple(@Nullable UUID id, String status, @Nullable String reason, Instant at) {
        return new Progress(id, status, reason, null, null, null, at);
    }
}
