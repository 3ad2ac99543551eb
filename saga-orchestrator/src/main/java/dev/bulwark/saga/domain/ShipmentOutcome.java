package dev.bulwark.saga.domain;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the saga knows of the order's shipment; every component but the status is absent while unknown. */
public record ShipmentOutcome(
        @Nullable UUID id,
        Status status,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable LocalDate eta) {

    /** {@code CANCELLED}: nothing is booked any more, whether or not anything ever was. */
    public enum Status {
        SCHEDULED,
        REFUSED,
        CANCELLED,
        UNKNOWN
    }

    static final ShipmentOutcome UNKNOWN = new ShipmentOutcome(null, Status.UNKNOWN, null, null, null);
}
