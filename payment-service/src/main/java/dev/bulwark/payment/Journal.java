package dev.bulwark.payment;

import java.util.UUID;

/**
 * A movement of money, posted with both its legs.
 *
 * @param id the same whenever the same movement is booked, so that the ledger refuses the second time
 * @param amount minor units, above zero
 */
public record Journal(UUID id, UUID orderId, Kind kind, long amount, String currency) {

    public enum Kind {
        CAPTURE,
        REFUND,
        OPERATOR_REFUND
    }

    public static Journal capture(UUID paymentId, UUID orderId, long amount, String currency) {
        return new Journal(paymentId, orderId, Kind.CAPTURE, amount, currency);
    }

    /** The saga's refund: the neighbour of the payment's id, so that both lie together in the index. */
    public static Journal refund(UUID paymentId, UUID orderId, long amount, String currency) {
        UUID id = new UUID(paymentId.getMostSignificantBits(), paymentId.getLeastSignificantBits() ^ 1);
        return new Journal(id, orderId, Kind.REFUND, amount, currency);
    }

    public static Journal operatorRefund(UUID refundId, UUID orderId, long amount, String currency) {
        return new Journal(refundId, orderId, Kind.OPERATOR_REFUND, amount, currency);
    }
}
