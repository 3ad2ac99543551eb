package dev.bulwark.order.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.domain.Rejection;
import dev.bulwark.order.domain.Shipment;
import dev.bulwark.order.keys.PersonalData;
import dev.bulwark.order.keys.ShippingAddress;
import dev.bulwark.order.view.OrderDocument;
import org.jspecify.annotations.Nullable;

/**
 * An order as the contract shows it.
 *
 * @param shippingAddress absent once the customer's personal data is erased
 */
record OrderBody(
        UUID id,
        String customerId,
        OrderStatus status,
        List<OrderLine> items,
        Money total,
        @Nullable ShippingAddress shippingAddress,
        @Nullable String note,
        @Nullable Payment payment,
        @Nullable Shipment shipment,
        @Nullable Rejection rejection,
        Instant placedAt,
        Instant updatedAt,
        long version) {

    static OrderBody of(OrderDocument document, @Nullable PersonalData personalData) {
        return new OrderBody(
                document.id().value(),
                document.customerId(),
                document.status(),
                document.lines(),
                document.total(),
                personalData == null ? null : personalData.shippingAddress(),
                personalData == null ? null : personalData.note(),
                document.payment(),
                document.shipment(),
                document.rejection(),
                document.placedAt(),
                document.updatedAt(),
                document.version());
    }
}
