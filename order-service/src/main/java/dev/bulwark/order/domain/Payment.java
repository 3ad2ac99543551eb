package dev.bulwark.order.domain;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the order remembers of its payment.
 *
 * @param status {@code CHARGED}, {@code REFUSED}, {@code REFUNDED}, {@code VOIDED} or {@code UNKNOWN}
 */
public record Payment(
        @Nullable UUID id, String status, @Nullable String reason) {}
