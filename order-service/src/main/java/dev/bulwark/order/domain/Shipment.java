package dev.bulwark.order.domain;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The facts about its shipment that an order records.
 *
 * @param status {@code SCHEDULED}, {@code REFUSED}, {@code CANCELLED} or {@code UNKNOWN}
 */
public record Shipment(
        @Nullable UUID id,
        String status,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable LocalDate eta) {}
