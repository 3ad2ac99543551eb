package dev.bulwark.shipping.domain;

import org.jspecify.annotations.Nullable;

/** What can happen to a shipment. */
public sealed interface ShipmentInput {

    Kind kind();

    /** The inputs by name: the columns of the transition table. */
    enum Kind {
        SCHEDULE,
        EXPIRED,
        CANCEL,
        BOOKED,
        DECLINED,
        ADDRESS_LOST,
        BLOCKED,
        WITHDRAWN,
        UNKNOWN
    }

    /** Inputs that say all by their kind. */
    record Signal(Kind kind) implements ShipmentInput {}

    /**
     * The saga's action.
     *
     * @param consignment with a new shipment id, used only if this begins the shipment
     */
    record ScheduleCommand(Consignment consignment, boolean expired) implements ShipmentInput {
        @Override
        public Kind kind() {
            return expired ? Kind.EXPIRED : Kind.SCHEDULE;
        }
    }

    /** The carrier booked it. */
    record Booked(Booking booking) implements ShipmentInput {
        @Override
        public Kind kind() {
            return Kind.BOOKED;
        }
    }

    /**
     * It can't be booked, for good.
     *
     * @param code stable, for machines
     */
    record Declined(String code, @Nullable String detail) implements ShipmentInput {
        @Override
        public Kind kind() {
            return Kind.DECLINED;
        }
    }

    /**
     * Nobody can open the address any more. What an earlier call came to, or another process at the same moment, isn't known: it may be booked.
     *
     * @param code stable, for machines
     */
    record AddressLost(String code) implements ShipmentInput {
        @Override
        public Kind kind() {
            return Kind.ADDRESS_LOST;
        }
    }

    /** The saga's compensation. */
    Signal CANCEL = new Signal(Kind.CANCEL);
    /** The carrier won't book, for the reference was cancelled. */
    Signal BLOCKED = new Signal(Kind.BLOCKED);
    /** The carrier cancelled the reference: nothing is booked, nothing will be. */
    Signal WITHDRAWN = new Signal(Kind.WITHDRAWN);
    /** The booking's time ran out without an answer. */
    Signal UNKNOWN = new Signal(Kind.UNKNOWN);
}
