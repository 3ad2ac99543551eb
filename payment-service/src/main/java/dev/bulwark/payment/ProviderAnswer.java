package dev.bulwark.payment;

/** What the payment provider decided. It says the same however often it is asked. */
public sealed interface ProviderAnswer {

    /** The charge is captured. */
    record Captured() implements ProviderAnswer {}

    /** The charge is refused for good, with a code for machines. */
    record Declined(String code) implements ProviderAnswer {}

    /** The charge is refused because its key was voided. */
    record Blocked() implements ProviderAnswer {}

    /** The key is voided: never captured, and never will be. */
    record Voided() implements ProviderAnswer {}

    /** The key can't be voided: it had captured this much. */
    record TooLate(long amount) implements ProviderAnswer {}

    /** Asked what it had decided: nothing, so far. Any other answer to that is one of those above. */
    record Undecided() implements ProviderAnswer {}

    /** The refund is made. */
    record Refunded() implements ProviderAnswer {}
}
