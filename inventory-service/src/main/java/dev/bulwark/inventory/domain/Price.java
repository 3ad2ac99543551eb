package dev.bulwark.inventory.domain;

/**
 * What one piece costs.
 *
 * @param amount minor units (cents), never negative
 * @param currency three upper-case letters of ISO 4217
 */
public record Price(long amount, String currency) {

    public Price {
        if (amount < 0) {
            throw new IllegalArgumentException("amount must not be negative: " + amount);
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency must be three upper-case letters: " + currency);
        }
    }
}
