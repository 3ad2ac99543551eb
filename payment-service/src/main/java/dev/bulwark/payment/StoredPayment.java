package dev.bulwark.payment;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.payment.domain.PaymentState;
import org.jspecify.annotations.Nullable;

/**
 * A payment's row.
 *
 * @param version how many events were published about it
 * @param settledAt null while the provider owes an answer
 */
public record StoredPayment(
        UUID orderId,
        String stepId,
        PaymentState state,
        int version,
        Instant requestedAt,
        @Nullable Instant settledAt) {}
