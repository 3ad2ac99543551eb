package dev.bulwark.shipping.domain;

import org.jspecify.annotations.Nullable;

/** Where the shipment of an order stands. */
public sealed interface ShipmentState {

    ShipmentStatus status();

    /** Nobody has asked for anything. */
    record None() implements ShipmentState {
        @Override
        public ShipmentStatus status() {
            return ShipmentStatus.NONE;
        }
    }

    /** The carrier is asked, or was asked and didn't answer in time: it may be booked. */
    record Requested(Consignment consignment) implements ShipmentState {
        @Override
        public ShipmentStatus status() {
            return ShipmentStatus.REQUESTED;
        }
    }

    /** The carrier will come. */
    record Scheduled(Consignment consignment, Booking booking) implements ShipmentState {
        @Override
        public ShipmentStatus status() {
            return ShipmentStatus.SCHEDULED;
        }
    }

    /**
     * Nothing is booked, and nothing will be.
     *
     * @param consignment null where the command had expired on arrival and no shipment was begun
     */
    record Refused(
            @Nullable Consignment consignment,
            String code,
            @Nullable String detail) implements ShipmentState {
        @Override
        public ShipmentStatus status() {
            return ShipmentStatus.REFUSED;
        }
    }

    /**
     * Compensated: the reference is being cancelled at the carrier, so that a delayed request can't book it later.
     *
     * @param booking what the saga was told before it turned round: what a repeated command is answered; null if
     * nothing
     */
    record Cancelling(Consignment consignment, @Nullable Booking booking) implements ShipmentState {
        @Override
        public ShipmentStatus status() {
            return ShipmentStatus.CANCELLING;
        }
    }

    /** By the carrier's word nothing is booked, and nothing will be. See {@link Cancelling}. */
    record Cancelled(Consignment consignment, @Nullable Booking booking) implements ShipmentState {
        @Override
        public ShipmentStatus status() {
            return ShipmentStatus.CANCELLED;
        }
    }

    /** The compensation came first: a shipment that is asked for later is refused. */
    record Tombstone() implements ShipmentState {
        @Override
        public ShipmentStatus status() {
            return ShipmentStatus.TOMBSTONE;
        }
    }
}
