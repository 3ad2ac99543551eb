package dev.bulwark.order.view;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.domain.Rejection;
import dev.bulwark.order.domain.SealedText;
import dev.bulwark.order.domain.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * A row of the view, read.
 *
 * @param document never of an order whose first event has not arrived
 */
record ViewRow(
        OrderId id,
        long orderVersion,
        long paymentVersion,
        long shipmentVersion,
        ViewPatch document,
        @Nullable Progress paid,
        @Nullable Progress shipped) {

    /** The facts of the order's own events; while it is pending, those that payment and shipment announced. */
    OrderDocument toDocument() {
        OrderStatus status = OrderStatus.valueOf(present(document.status()));
        boolean open = !status.isTerminal();
        Instant updatedAt = present(document.updatedAt());
        return new OrderDocument(
                id,
                present(document.customerId()),
                status,
                lines(),
                money(present(document.total())),
                personalData(),
                open ? paymentProgress() : payment(),
                open ? shipmentProgress() : shipment(),
                rejection(),
                present(document.placedAt()),
                open ? latest(latest(updatedAt, paid), shipped) : updatedAt,
                orderVersion,
                revision(open));
    }

    private String revision(boolean open) {
        boolean progress = open && (paymentVersion > 0 || shipmentVersion > 0);
        return progress ? orderVersion + "." + paymentVersion + "." + shipmentVersion : Long.toString(orderVersion);
    }

    private List<OrderLine> lines() {
        return present(document.items()).stream()
                .map(item -> new OrderLine(
                        item.sku(), item.name(), item.quantity(), money(item.unitPrice()), money(item.lineTotal())))
                .toList();
    }

    private SealedText personalData() {
        var sealed = present(document.personalData());
        return new SealedText(sealed.keyId(), sealed.nonce(), sealed.ciphertext());
    }

    private @Nullable Payment payment() {
        var facts = document.payment();
        return facts == null ? null : new Payment(facts.id(), facts.status(), facts.reason());
    }

    private @Nullable Shipment shipment() {
        var facts = document.shipment();
        return facts == null
                ? null
                : new Shipment(facts.id(), facts.status(), facts.carrier(), facts.trackingNumber(), facts.eta());
    }

    private @Nullable Payment paymentProgress() {
        return paid == null ? null : new Payment(paid.id(), paid.status(), paid.reason());
    }

    private @Nullable Shipment shipmentProgress() {
        return shipped == null
                ? null
                : new Shipment(
                        shipped.id(), shipped.status(), shipped.carrier(), shipped.trackingNumber(), shipped.eta());
    }

    private @Nullable Rejection rejection() {
        var rejection = document.rejection();
        return rejection == null ? null : new Rejection(rejection.step(), rejection.code(), rejection.detail());
    }

    private static Instant latest(Instant moment, @Nullable Progress progress) {
        return progress != null && progress.at().isAfter(moment) ? progress.at() : moment;
    }

    private static Money money(dev.bulwark.contracts.Money money) {
        return new Money(money.amount(), money.currency());
    }

    private static <T> T present(@Nullable T component) {
        return Objects.requireNonNull(component, "a document lacks a field that every placed order has");
    }
}
