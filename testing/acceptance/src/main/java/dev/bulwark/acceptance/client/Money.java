package dev.bulwark.acceptance.client;

/** @param amount in minor units */
public record Money(long amount, String currency) {

    public static Money euros(long cents) {
        return new Money(cents, "EUR");
    }
}
