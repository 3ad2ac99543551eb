package dev.bulwark.contracts.payment;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.OrderMessage;

/** Charge once per (saga, step). Answered by {@link PaymentCharged} or {@link PaymentRefused}, or not at all while the outcome is unknown. */
@MessageType("payment.charge.v1")
public record ChargePayment(UUID orderId, String customerId, Money amount, String paymentMethod)
        implements OrderMessage {}
