package dev.bulwark.shipping.domain;

/** What a decision asks for beside the new state. */
public sealed interface ShipmentEffect {

    /** Book with the carrier. */
    record AskBooking(Consignment consignment) implements ShipmentEffect {}

    /** Cancel the reference at the carrier, whether it is booked or not. */
    record AskCancellation() implements ShipmentEffect {}

    /** Tell the saga. */
    record Reply(ShipmentAnswer answer) implements ShipmentEffect {}

    /** Tell everybody. */
    record Announce(ShipmentAnswer answer) implements ShipmentEffect {}
}
