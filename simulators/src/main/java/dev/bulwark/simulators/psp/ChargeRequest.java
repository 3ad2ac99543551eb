package dev.bulwark.simulators.psp;

/**
 * What to charge.
 *
 * @param amount minor units, positive
 * @param currency three upper-case letters
 */
record ChargeRequest(String orderId, long amount, String currency, String paymentMethod) {}
