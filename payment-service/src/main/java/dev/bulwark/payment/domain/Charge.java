package dev.bulwark.payment.domain;

import java.util.UUID;

/**
 * What is to be charged, fixed when the payment begins.
 *
 * @param amount minor units, above zero
 * @param currency ISO 4217
 * @param paymentMethod the provider's token, never a card number
 */
public record Charge(UUID paymentId, String customerId, long amount, String currency, String paymentMethod) {

    public Charge {
        if (amount <= 0) {
            throw new IllegalArgumentException("an amount to charge is above zero, not " + amount);
        }
    }
}
