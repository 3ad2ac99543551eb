package dev.bulwark.contracts.order;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the order remembers of its payment.
 *
 * @param status {@code CHARGED}, {@code REFUSED}, {@code REFUNDED}, {@code VOIDED} or {@code UNKNOWN}
 * @param reason the code of a refusal
 */
public record PaymentFacts(
        @Nullable UUID id, String status, @Nullable String reason) {}
