package dev.bulwark.saga.domain;

import java.util.List;

/**
 * What was ordered, as far as the participants are asked about it.
 *
 * @param amount in minor units of the currency
 */
public record PlacedOrder(
        String customerId,
        List<Line> lines,
        long amount,
        String currency,
        String paymentMethod,
        SealedAddress address) {

    public PlacedOrder {
        lines = List.copyOf(lines);
    }

    /** How many pieces there are in all. @throws ArithmeticException beyond an int */
    public int units() {
        return lines.stream().mapToInt(Line::quantity).reduce(0, Math::addExact);
    }

    public record Line(String sku, int quantity) {}

    /** Personal data that only shipping opens; its content is none of the saga's business. */
    public record SealedAddress(String keyId, String nonce, String ciphertext) {}
}
