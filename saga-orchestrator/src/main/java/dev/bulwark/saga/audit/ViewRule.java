package dev.bulwark.saga.audit;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * I7: the order view has every version of the streams that order, payment and shipment publish about an order, though a little later. I6: with all of them it shows what the log folds
 * to. Documents are compared by digest and only once their order has ended: before, the view knows more than the log.
 */
final class ViewRule implements Rule {

    private static final String REBUILD = "rebuild the view; if it happens again, its code differs from the log's";

    @Override
    public void judge(OrderCase facts, Horizon horizon, Verdict verdict) {
        Fact.Order order = facts.find(Fact.Order.class);
        Fact.View view = facts.find(Fact.View.class);
        progress(facts, view, horizon, verdict);
        if (order == null) {
            withoutOrder(view, horizon, verdict);
        } else if (view == null || view.version() < order.version()) {
            behind(order, view, horizon, verdict);
        } else if (view.version() > order.version()) {
            verdict.violated(
                    Invariant.I6,
                    "the view knows version " + view.version() + " of an order whose log ends with " + order.version(),
                    "the log is the truth: find out what was lost there, restore it from a backup");
        } else if (!Objects.equals(order.digest(), view.digest())) {
            verdict.violated(
                    Invariant.I6,
                    "version " + order.version() + " folds to a document of digest " + order.digest()
                            + ", the view shows one of " + view.digest(),
                    REBUILD);
        }
    }

    /** Payment and shipment publish streams of their own; the view counts what it has seen of each. */
    private static void progress(OrderCase facts, Fact.@Nullable View view, Horizon horizon, Verdict verdict) {
        Fact.Payment payment = facts.find(Fact.Payment.class);
        if (payment != null && payment.settledAt() != null) {
            long seen = view == null ? 0 : view.paymentVersion();
            progress("payment", payment.version(), seen, payment.settledAt(), horizon, verdict);
        }
        Fact.Shipment shipment = facts.find(Fact.Shipment.class);
        if (shipment != null && shipment.settledAt() != null) {
            long seen = view == null ? 0 : view.shipmentVersion();
            progress("shipment", shipment.version(), seen, shipment.settledAt(), horizon, verdict);
        }
    }

    private static void progress(
            String stream, long published, long seen, Instant settledAt, Horizon horizon, Verdict verdict) {
        if (published == seen) {
            return;
        }
        if (seen < published && !settledAt.isBefore(horizon.commitLate())) {
            verdict.undecided();
        } else {
            verdict.violated(
                    Invariant.I7,
                    "the view knows " + seen + " of the " + published + " events of the order's " + stream,
                    "see whether the view keeps up with " + stream + ".events, and the dead letters of its consumer;"
                            + " a rebuild reads the topic again");
        }
    }

    private static void withoutOrder(Fact.@Nullable View view, Horizon horizon, Verdict verdict) {
        if (view == null || view.updatedAt() == null) {
            return;
        }
        if (view.updatedAt().isBefore(horizon.settled())) {
            verdict.violated(Invariant.I6, "the view shows an order that the log doesn't have", REBUILD);
        } else {
            verdict.undecided();
        }
    }

    /** Of a pending order it isn't known when its last event happened; it has ended some time later, and is judged then. */
    private static void behind(Fact.Order order, Fact.@Nullable View view, Horizon horizon, Verdict verdict) {
        boolean placingIsLate =
                (view == null || view.version() == 0) && order.placedAt().isBefore(horizon.commitLate());
        if (!placingIsLate && !order.endedBefore(horizon.commitLate())) {
            verdict.undecided();
            return;
        }
        long known = view == null ? 0 : view.version();
        Long heldFrom = view == null ? null : view.heldFrom();
        verdict.violated(
                Invariant.I7,
                "the view knows " + known + " of " + order.version() + " versions"
                        + (heldFrom == null
                                ? ""
                                : ", and holds version " + heldFrom + " back until the one before it comes"),
                "see whether the view keeps up with order.events, and the dead letters of its consumer;"
                        + " order-service publishes missing versions again by itself");
    }
}
