package dev.bulwark.order.web;

import java.time.Instant;
import java.util.List;

import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.domain.Rejection;
import dev.bulwark.order.domain.Shipment;
import dev.bulwark.order.keys.PersonalData;
import dev.bulwark.order.keys.PersonalDataVault;
import dev.bulwark.order.keys.ShippingAddress;
import dev.bulwark.order.log.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** An event of an order, opened for its owner. */
record EventBody(long version, String type, Instant occurredAt, Data data) {

    /** The union of all events' fields; those that an event does not have are absent. */
    record Data(
            @Nullable String customerId,
            @Nullable List<OrderLine> items,
            @Nullable Money total,
            @Nullable String paymentMethod,
            @Nullable ShippingAddress shippingAddress,
            @Nullable String note,
            @Nullable String reason,
            @Nullable Payment payment,
            @Nullable Shipment shipment,
            @Nullable Rejection rejection) {}

    static EventBody of(OrderId id, RecordedEvent recorded, PersonalDataVault vault) {
        OrderEvent event = recorded.event();
        return new EventBody(recorded.version(), recorded.type(), event.at(), data(id, event, vault));
    }

    private static Data data(OrderId id, OrderEvent event, PersonalDataVault vault) {
        return switch (event) {
            case OrderEvent.Placed e -> {
                PersonalData open = vault.open(id, e.personalData());
                yield new Data(
                        e.customerId(),
                        e.lines(),
                        e.total(),
                        e.paymentMethod(),
                        open == null ? null : open.shippingAddress(),
                        open == null ? null : open.note(),
                        null,
                        null,
                        null,
                        null);
            }
            case OrderEvent.CancelRequested e ->
                new Data(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        e.reason() == null ? null : vault.openText(id, e.reason()),
                        null,
                        null,
                        null);
            case OrderEvent.Confirmed e -> outcome(e.payment(), e.shipment(), null);
            case OrderEvent.Rejected e -> outcome(e.payment(), e.shipment(), e.rejection());
            case OrderEvent.Cancelled e -> outcome(e.payment(), e.shipment(), null);
        };
    }

    private static Data outcome(@Nullable Payment payment, @Nullable Shipment shipment, @Nullable Rejection rejection) {
        return new Data(null, null, null, null, null, null, null, payment, shipment, rejection);
    }
}
