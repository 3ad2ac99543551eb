package dev.bulwark.simulation.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.log.RecordedEvent;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.payment.StoredPayment;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.shipping.StoredShipment;

/** The books once all is quiet. Liveness first: what hasn't ended needn't balance. */
final class Settlement {

    private final World world;

    Settlement(World world) {
        this.world = world;
    }

    void check() {
        everyAcknowledgedOrderIsThere();
        everythingHasEnded();
        Map<String, Long> taken = new HashMap<>();
        for (UUID id : world.events().streams().keySet()) {
            StoredOrder order = world.events().order(id);
            if (order.state() instanceof OrderState.Existing existing) {
                settle(id, existing, taken);
            }
        }
        world.stock().settle(taken);
    }

    private void everyAcknowledgedOrderIsThere() {
        for (Customer customer : world.customers()) {
            for (OrderId id : customer.acknowledgedOrders()) {
                if (!world.events().streams().containsKey(id.value())) {
                    throw new Violation(Invariant.I1_ACKNOWLEDGED, name(id.value()) + " is not in the log");
                }
            }
        }
    }

    private void everythingHasEnded() {
        for (UUID id : world.events().streams().keySet()) {
            StoredOrder order = world.events().order(id);
            if (!EventTable.hasEnded(order)) {
                throw new Violation(
                        Invariant.I1_ENDS,
                        name(id) + " is still " + order.state().getClass().getSimpleName());
            }
            SagaTable.Row saga = world.sagas().rows().get(id);
            if (saga == null || saga.state().phase().isOpen()) {
                throw new Violation(
                        Invariant.I4_SAGAS,
                        "the saga of " + name(id) + " is "
                                + (saga == null ? "missing" : saga.state().phase()));
            }
        }
        for (Service service : world.services()) {
            if (!service.outbox().isEmpty()) {
                throw new Violation(
                        Invariant.I8_DELIVERED,
                        service.outbox().size() + " rows wait in the outbox of " + service.name());
            }
            for (UUID promised : service.outbox().promised()) {
                if (!world.broker().has(promised)) {
                    throw new Violation(
                            Invariant.I8_DELIVERED, service.name() + " never published message " + promised);
                }
            }
        }
        if (world.intentsAreOpen()) {
            throw new Violation(Invariant.I1_ENDS, "the outside is still to be asked");
        }
        if (!world.broker().isRead()) {
            throw new Violation(Invariant.I1_ENDS, "a consumer hasn't read everything");
        }
    }

    private void settle(UUID id, OrderState.Existing order, Map<String, Long> taken) {
        boolean confirmed = order.status() == OrderStatus.CONFIRMED;
        agree(id, order.status());
        long due = confirmed ? order.placed().total().amount() : 0;
        if (world.payments().balance(id) != due || world.psp().balance(id) != due) {
            throw new Violation(
                    Invariant.I2_BOOKS,
                    name(id) + " is " + order.status() + " and costs " + due + "; ledger "
                            + world.payments().balance(id) + ", provider "
                            + world.psp().balance(id));
        }
        if (order.placed().total().amount() == 0 && world.payments().payments().containsKey(id)) {
            throw new Violation(Invariant.I2_BOOKS, name(id) + " costs nothing, and a payment was asked for");
        }
        long bookings = world.carrier().bookings(id);
        if (bookings != (confirmed ? 1 : 0)) {
            throw new Violation(
                    Invariant.I5_OUTSIDE,
                    name(id) + " is " + order.status() + ", and the carrier comes " + bookings + " times");
        }
        if (confirmed) {
            for (OrderLine line : order.placed().lines()) {
                taken.merge(line.sku(), (long) line.quantity(), Long::sum);
            }
        }
        compareFolds(id);
    }

    private void agree(UUID id, OrderStatus status) {
        SagaTable.Row saga = world.sagas().rows().get(id);
        if (saga == null || !saga.state().phase().name().equals(status.name())) {
            throw new Violation(
                    Invariant.I1_AGREED,
                    name(id) + " is " + status + ", its saga "
                            + (saga == null ? "missing" : saga.state().phase()));
        }
        for (Customer customer : world.customers()) {
            boolean cancelled = customer.acceptedCancellations().contains(new OrderId(id));
            if (cancelled && status == OrderStatus.CONFIRMED) {
                throw new Violation(Invariant.I1_AGREED, name(id) + " was confirmed against its cancellation");
            }
        }
    }

    private void compareFolds(UUID id) {
        for (FoldTable.Source source : FoldTable.Source.values()) {
            if (world.folds().holds(source, id)) {
                throw new Violation(Invariant.I7_VERSIONS, "a gap in the " + source + " events of " + name(id));
            }
        }
        List<String> log = world.events().streams().getOrDefault(id, List.of()).stream()
                .map(Settlement::type)
                .toList();
        if (!log.equals(world.folds().applied(FoldTable.Source.ORDER, id))) {
            throw new Violation(
                    Invariant.I6_VIEW,
                    name(id) + ": the log says " + log + ", the subscriber "
                            + world.folds().applied(FoldTable.Source.ORDER, id));
        }
        StoredPayment payment = world.payments().payments().get(id);
        StoredShipment shipment = world.shipments().shipments().get(id);
        compareVersion(FoldTable.Source.PAYMENT, id, payment == null ? 0 : payment.version());
        compareVersion(FoldTable.Source.SHIPMENT, id, shipment == null ? 0 : shipment.version());
    }

    private void compareVersion(FoldTable.Source source, UUID id, int version) {
        int known = world.folds().applied(source, id).size();
        if (known != version) {
            throw new Violation(
                    Invariant.I7_VERSIONS, name(id) + " has " + version + " " + source + " events, known are " + known);
        }
    }

    private static String type(RecordedEvent recorded) {
        return MessageCodec.typeOf(
                switch (recorded.event()) {
                    case OrderEvent.Placed e -> OrderPlaced.class;
                    case OrderEvent.CancelRequested e -> OrderCancelRequested.class;
                    case OrderEvent.Confirmed e -> OrderConfirmed.class;
                    case OrderEvent.Rejected e -> OrderRejected.class;
                    case OrderEvent.Cancelled e -> OrderCancelled.class;
                });
    }

    private String name(UUID id) {
        return "order " + world.shortName(id.toString());
    }
}
