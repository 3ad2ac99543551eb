package dev.bulwark.inventory.persistence;

import dev.bulwark.inventory.domain.Reservation;

/** How the table spells the state of a reservation. */
enum ReservationStatus {
    RESERVED,
    REFUSED,
    RELEASED,
    COMMITTED,
    TOMBSTONE;

    /** @throws IllegalArgumentException for a reservation of which nothing is known: it has no row */
    static ReservationStatus of(Reservation reservation) {
        return switch (reservation) {
            case Reservation.Reserved _ -> RESERVED;
            case Reservation.Refused _ -> REFUSED;
            case Reservation.Released _ -> RELEASED;
            case Reservation.Committed _ -> COMMITTED;
            case Reservation.Tombstone _ -> TOMBSTONE;
            case Reservation.Unknown _ -> throw new IllegalArgumentException("an unknown reservation has no row");
        };
    }
}
