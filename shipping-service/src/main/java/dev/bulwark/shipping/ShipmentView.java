package dev.bulwark.shipping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A shipment as its readers see it. {@code carrier} and {@code trackingNumber} are there once it was booked, and
 * stay.
 */
public record ShipmentView(
        UUID id,
        UUID orderId,
        String customerId,
        String status,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable LocalDate eta,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant settledAt) {}
