package dev.bulwark.saga.audit;

import org.jspecify.annotations.Nullable;

/** I3 for one order: its reservation is what became of it. Whether stock balances is {@link BooksJudge}'s. */
final class StockRule implements Rule {

    @Override
    public void judge(OrderCase facts, Horizon horizon, Verdict verdict) {
        Fact.Order order = facts.find(Fact.Order.class);
        Fact.Reservation reservation = facts.find(Fact.Reservation.class);
        if (order == null || !order.endedBefore(horizon.settled())) {
            return;
        }
        if (reservation != null && !reservation.settledAt().isBefore(horizon.settled())) {
            verdict.undecided();
        } else if (order.isConfirmed()) {
            confirmed(order, reservation, horizon, verdict);
        } else if (reservation != null && holdsStock(reservation) && facts.abandoned() != null) {
            verdict.excused("its stock is " + reservation.status());
        } else if (reservation != null && holdsStock(reservation)) {
            verdict.violated(
                    Invariant.I3,
                    "the order is " + order.status() + ", its stock " + reservation.status(),
                    "release the reservation; look for inventory-service's dead letters of this order");
        }
    }

    /** The confirmation comes to inventory-service by message, so the stock is committed a little after the order's end. */
    private static void confirmed(
            Fact.Order order, Fact.@Nullable Reservation reservation, Horizon horizon, Verdict verdict) {
        if (reservation != null && reservation.status() == Fact.Reservation.ReservationStatus.COMMITTED) {
            return;
        }
        boolean onItsWay = reservation != null
                && reservation.status() == Fact.Reservation.ReservationStatus.RESERVED
                && !order.endedBefore(horizon.commitLate());
        if (onItsWay) {
            verdict.undecided();
        } else {
            verdict.violated(
                    Invariant.I3,
                    "the order is CONFIRMED, its stock "
                            + (reservation == null ? "was never reserved" : reservation.status()),
                    "see whether inventory-service keeps up with order.events, and its dead letters of this order");
        }
    }

    private static boolean holdsStock(Fact.Reservation reservation) {
        return reservation.status() == Fact.Reservation.ReservationStatus.RESERVED
                || reservation.status() == Fact.Reservation.ReservationStatus.COMMITTED;
    }
}
