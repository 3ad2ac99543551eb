package dev.bulwark.saga.domain;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the saga knows of the order's payment.
 *
 * @param id absent while, or where, no payment is known
 * @param reason the code of a refusal
 */
public record PaymentOutcome(
        @Nullable UUID id, Status status, @Nullable String reason) {

    /**
     * {@code VOIDED}: asked for, taken back, and no money ever moved. {@code NOT_NEEDED}: the order costs nothing, so no payment is
     * asked for.
     */
    public enum Status {
        CHARGED,
        REFUSED,
        REFUNDED,
        VOIDED,
        NOT_NEEDED,
        UNKNOWN
    }

    static final PaymentOutcome UNKNOWN = new PaymentOutcome(null, Status.UNKNOWN, null);
    static final PaymentOutcome NOT_NEEDED = new PaymentOutcome(null, Status.NOT_NEEDED, null);
}
