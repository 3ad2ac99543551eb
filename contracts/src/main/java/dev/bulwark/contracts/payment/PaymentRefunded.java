package dev.bulwark.contracts.payment;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * Nothing of the order's money is held any more: an event, and an answer to the saga.
 *
 * @param paymentId absent where the compensation came first and left a tombstone
 * @param refunded what was given back; absent where nothing had been taken
 */
@MessageType("payment.refunded.v1")
public record PaymentRefunded(
        UUID orderId, @Nullable UUID paymentId, @Nullable Money refunded) implements OrderMessage {}
