package dev.bulwark.order.domain;

/**
 * An amount in minor units of an ISO 4217 currency; arithmetic is exact or fails.
 *
 * @param amount minor units, never negative
 */
public record Money(long amount, String currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("amount must not be negative: " + amount);
        }
        if (currency.length() != 3) {
            throw new IllegalArgumentException("currency must have three letters: " + currency);
        }
    }

    /** The amount {@code factor} times. @throws ArithmeticException if the product leaves the range of a long */
    public Money times(int factor) {
        return new Money(Math.multiplyExact(amount, factor), currency);
    }

    /** The sum. @throws ArithmeticException on overflow @throws IllegalArgumentException on another currency */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }
}
