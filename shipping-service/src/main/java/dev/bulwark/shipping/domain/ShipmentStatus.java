package dev.bulwark.shipping.domain;

/** The states by name. */
public enum ShipmentStatus {
    NONE,
    REQUESTED,
    SCHEDULED,
    REFUSED,
    CANCELLING,
    CANCELLED,
    TOMBSTONE;

    /** Whether the carrier owes no answer any more. */
    public boolean isSettled() {
        return switch (this) {
            case REQUESTED, CANCELLING -> false;
            case NONE, SCHEDULED, REFUSED, CANCELLED, TOMBSTONE -> true;
        };
    }
}
