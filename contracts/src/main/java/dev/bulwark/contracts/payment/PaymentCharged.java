package dev.bulwark.contracts.payment;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.OrderMessage;

/** The money is captured: an event, and an answer to the saga. */
@MessageType("payment.charged.v1")
public record PaymentCharged(UUID orderId, UUID paymentId, Money amount) implements OrderMessage {}
