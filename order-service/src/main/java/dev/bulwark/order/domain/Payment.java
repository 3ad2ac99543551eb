package dev.bulwark.order.domain;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The facts about its payment that an order records.
 *
 * @param status {@code CHARGED}, {@code REFUSED}, {@code REFUNDED}, {@code VOIDED} or {@code UNKNOWN}
 */
public record Payment(
        @Nullable UUID id, String status, @Nullable String reason) {}
