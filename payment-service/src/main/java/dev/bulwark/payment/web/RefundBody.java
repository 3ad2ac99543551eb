package dev.bulwark.payment.web;

import java.util.UUID;

/** A refund that was accepted; {@code status} is {@code REQUESTED} until the provider has answered. */
record RefundBody(UUID id, UUID paymentId, MoneyBody amount, String status) {}
