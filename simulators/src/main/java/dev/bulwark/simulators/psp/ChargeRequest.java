package dev.bulwark.simulators.psp;

/**
 * What to charge.
 *
 * @param amount minor units, positive
 * @param currency of ISO 4217
 */
record ChargeRequest(String orderId, long amount, String currency, String paymentMethod) {}
