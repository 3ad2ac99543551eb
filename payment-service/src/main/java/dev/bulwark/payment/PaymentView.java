package dev.bulwark.payment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A payment as its readers see it. Amounts in minor units; {@code refunded} includes what operators gave back. */
public record PaymentView(
        UUID id,
        UUID orderId,
        String customerId,
        String status,
        long amount,
        String currency,
        long captured,
        long refunded,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant settledAt) {}
