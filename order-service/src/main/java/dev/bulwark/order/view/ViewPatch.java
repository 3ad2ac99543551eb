package dev.bulwark.order.view;

import java.time.Instant;
import java.util.List;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderItem;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.Rejection;
import dev.bulwark.contracts.order.ShipmentFacts;
import org.jspecify.annotations.Nullable;

/**
 * What an order's event changes in its document and, once patches are merged, the document itself: a component that is set replaces, one
 * that is null leaves the value. Applying a range of events twice gives the same result.
 */
record ViewPatch(
        @Nullable String customerId,
        @Nullable String status,
        @Nullable List<OrderItem> items,
        @Nullable Money total,
        @Nullable Sealed personalData,
        @Nullable PaymentFacts payment,
        @Nullable ShipmentFacts shipment,
        @Nullable Rejection rejection,
        @Nullable Instant placedAt,
        @Nullable Instant updatedAt) {

    /** @throws IllegalArgumentException if the body is no event of an order */
    static ViewPatch of(Object body) {
        return switch (body) {
            case OrderPlaced e ->
                new ViewPatch(
                        e.customerId(),
                        "PENDING",
                        e.items(),
                        e.total(),
                        e.personalData(),
                        null,
                        null,
                        null,
                        e.placedAt(),
                        e.placedAt());
            case OrderCancelRequested e -> ended(null, null, null, null, e.requestedAt());
            case OrderConfirmed e -> ended("CONFIRMED", e.payment(), e.shipment(), null, e.confirmedAt());
            case OrderRejected e -> ended("REJECTED", e.payment(), e.shipment(), e.rejection(), e.rejectedAt());
            case OrderCancelled e -> ended("CANCELLED", e.payment(), e.shipment(), null, e.cancelledAt());
            default -> throw new IllegalArgumentException("no event of an order: " + body.getClass());
        };
    }

    private static ViewPatch ended(
            @Nullable String status,
            @Nullable PaymentFacts payment,
            @Nullable ShipmentFacts shipment,
            @Nullable Rejection rejection,
            Instant at) {
        return new ViewPatch(null, status, null, null, null, payment, shipment, rejection, null, at);
    }
}
