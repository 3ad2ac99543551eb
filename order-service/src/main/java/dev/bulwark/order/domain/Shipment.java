package dev.bulwark.order.domain;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the order remembers of its shipment.
 *
 * @param status {@code SCHEDULED}, {@code REFUSED}, {@code CANCELLED} or {@code UNKNOWN}
 */
public record Shipment(
        @Nullable UUID id,
        String status,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable LocalDate eta) {}
