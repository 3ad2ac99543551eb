package dev.bulwark.contracts.payment;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * Nothing was charged, and nothing will be for this step: an event, and an answer to the saga.
 *
 * @param paymentId absent where no payment was ever begun
 * @param code {@code card_declined}, {@code insufficient_funds}, {@code expired}, {@code compensated} …
 */
@MessageType("payment.refused.v1")
public record PaymentRefused(
        UUID orderId,
        @Nullable UUID paymentId,
        String code,
        @Nullable String detail) implements OrderMessage {}
