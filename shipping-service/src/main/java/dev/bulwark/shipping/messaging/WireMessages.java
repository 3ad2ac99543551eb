package dev.bulwark.shipping.messaging;

import java.util.UUID;

import dev.bulwark.contracts.order.PersonalData;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.contracts.shipping.ScheduleShipment;
import dev.bulwark.contracts.shipping.ShipmentCancelled;
import dev.bulwark.contracts.shipping.ShipmentRefused;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import dev.bulwark.shipping.Address;
import dev.bulwark.shipping.domain.Booking;
import dev.bulwark.shipping.domain.Consignment;
import dev.bulwark.shipping.domain.ShipmentAnswer;
import org.jspecify.annotations.Nullable;

/** Between the wire records and our own types. */
final class WireMessages {

    private WireMessages() {}

    static Consignment consignment(UUID shipmentId, ScheduleShipment command) {
        return new Consignment(shipmentId, command.customerId(), command.units());
    }

    /** The optional lines go where a person would write them. */
    static Address address(PersonalData personalData) {
        ShippingAddress address = personalData.shippingAddress();
        return new Address(
                address.name(),
                joined(address.line1(), address.line2()),
                joined(address.city(), address.region()),
                address.postalCode(),
                address.country());
    }

    private static String joined(String first, @Nullable String second) {
        return second == null || second.isBlank() ? first : first + ", " + second;
    }

    static Object body(UUID orderId, ShipmentAnswer answer) {
        return switch (answer) {
            case ShipmentAnswer.Scheduled(var shipmentId, Booking booking) ->
                new ShipmentScheduled(orderId, shipmentId, booking.carrier(), booking.trackingNumber(), booking.eta());
            case ShipmentAnswer.Refused(var shipmentId, var code, var detail) ->
                new ShipmentRefused(orderId, shipmentId, code, detail);
            case ShipmentAnswer.Cancelled(var shipmentId) -> new ShipmentCancelled(orderId, shipmentId);
        };
    }
}
