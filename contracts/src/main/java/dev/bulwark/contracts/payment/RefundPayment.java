package dev.bulwark.contracts.payment;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/**
 * Compensates {@link ChargePayment}, whatever became of it: voids the key so that a late request can't charge, gives back what was
 * taken; before it, it leaves a tombstone. Answered by {@link PaymentRefunded}.
 */
@MessageType("payment.refund.v1")
public record RefundPayment(UUID orderId) implements OrderMessage {}
