package dev.bulwark.payment.domain;

/** The states by name. */
public enum PaymentStatus {
    NONE,
    REQUESTED,
    CHARGED,
    REFUSED,
    VOIDING,
    VOIDED,
    REFUNDING,
    REFUNDED,
    TOMBSTONE;

    /** Whether the provider still owes an answer that moves the money. */
    public boolean isSettled() {
        return switch (this) {
            case REQUESTED, VOIDING, REFUNDING -> false;
            case NONE, CHARGED, REFUSED, VOIDED, REFUNDED, TOMBSTONE -> true;
        };
    }
}
