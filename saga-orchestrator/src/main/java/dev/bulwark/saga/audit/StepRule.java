package dev.bulwark.saga.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * I5: every step of the saga had one effect, the one the order knows of, and it stands if and only if the order was confirmed. I8: no
 * participant did anything for an order that never was. The effects on money and stock are {@link MoneyRule}'s and {@link StockRule}'s.
 */
final class StepRule implements Rule {

    private static final List<Class<? extends Fact>> KINDS = List.of(
            Fact.Order.class,
            Fact.Saga.class,
            Fact.Reservation.class,
            Fact.Payment.class,
            Fact.Shipment.class,
            Fact.Charge.class,
            Fact.View.class);

    private static final String TIMELINE = "GET /ops/sagas/{id} shows which answers the saga went by";

    @Override
    public void judge(OrderCase facts, Horizon horizon, Verdict verdict) {
        for (Class<? extends Fact> kind : KINDS) {
            long count = facts.count(kind);
            if (count > 1) {
                verdict.violated(
                        Invariant.I5,
                        count + " times " + kind.getSimpleName() + " instead of one",
                        "keep the one that the order names, undo the others");
            }
        }
        Fact.Order order = facts.find(Fact.Order.class);
        if (order == null) {
            if (facts.find(Fact.Saga.class) == null) {
                orphan(facts, horizon, verdict);
            }
        } else if (order.endedBefore(horizon.settled())) {
            Fact.Payment payment = facts.find(Fact.Payment.class);
            Fact.Shipment shipment = facts.find(Fact.Shipment.class);
            same("payment", order, order.payment(), payment == null ? null : payment.paymentId(), verdict);
            same("shipment", order, order.shipment(), shipment == null ? null : shipment.shipmentId(), verdict);
            shipment(order, shipment, facts.abandoned() != null, horizon, verdict);
        }
    }

    private static void orphan(OrderCase facts, Horizon horizon, Verdict verdict) {
        for (Fact fact : facts.facts()) {
            switch (fact) {
                case Fact.Reservation reservation -> orphan("reservation", reservation.settledAt(), horizon, verdict);
                case Fact.Payment payment -> orphan("payment", payment.settledAt(), horizon, verdict);
                case Fact.Shipment shipment -> orphan("shipment", shipment.settledAt(), horizon, verdict);
                case Fact.Order order -> throw new IllegalStateException("an orphan's order");
                case Fact.BrokenLog broken -> throw new IllegalStateException("an orphan's log");
                case Fact.Saga saga -> throw new IllegalStateException("an orphan's saga");
                case Fact.Charge charge -> {} // MoneyRule's
                case Fact.Key key -> {} // KeyRule's
                case Fact.View view -> {} // ViewRule's
            }
        }
    }

    private static void orphan(String what, @Nullable Instant settledAt, Horizon horizon, Verdict verdict) {
        if (settledAt == null || !settledAt.isBefore(horizon.settled())) {
            verdict.undecided();
            return;
        }
        verdict.violated(
                Invariant.I8,
                "there is a " + what + " of an order that nobody placed",
                "undo it; a command was published by a transaction that was rolled back, or rows were deleted");
    }

    /** Whether the service has what the order names; that a confirmed order has nothing at all is found by what it lacks. */
    private static void same(
            String what, Fact.Order order, Fact.Order.@Nullable Part known, @Nullable UUID made, Verdict verdict) {
        boolean lacking = made == null && order.isConfirmed();
        if (known != null && known.id() != null && !known.id().equals(made) && !lacking) {
            verdict.violated(
                    Invariant.I5,
                    "the order names the " + what + " " + known.id() + ", the service has "
                            + (made == null ? "none" : made),
                    TIMELINE);
        }
    }

    private static void shipment(
            Fact.Order order, Fact.@Nullable Shipment shipment, boolean abandoned, Horizon horizon, Verdict verdict) {
        if (shipment != null
                && (shipment.settledAt() == null || !shipment.settledAt().isBefore(horizon.settled()))
                && !(shipment.settledAt() == null && order.endedBefore(horizon.stepLate()))) {
            verdict.undecided();
            return;
        }
        boolean right = order.isConfirmed()
                ? shipment != null && shipment.status() == Fact.Shipment.ShipmentStatus.SCHEDULED
                : shipment == null || isUndone(shipment.status());
        if (!right && abandoned && shipment != null && !order.isConfirmed()) {
            verdict.excused("its shipment is " + shipment.status());
        } else if (!right) {
            verdict.violated(
                    Invariant.I5,
                    "the order is " + order.status() + ", its shipment "
                            + (shipment == null ? "was never scheduled" : shipment.status()),
                    TIMELINE + "; see whether shipping-service reaches the carrier");
        }
    }

    private static boolean isUndone(Fact.Shipment.ShipmentStatus status) {
        return switch (status) {
            case REFUSED, CANCELLED, TOMBSTONE -> true;
            case REQUESTED, SCHEDULED, CANCELLING -> false;
        };
    }
}
