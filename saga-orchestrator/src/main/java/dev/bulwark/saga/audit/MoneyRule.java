package dev.bulwark.saga.audit;

import org.jspecify.annotations.Nullable;

/**
 * I2 for one order: a confirmed one has cost its total less what operators gave back, any other nothing; and the provider's own book
 * says what ours says. What the ledger as a whole must be is {@link BooksJudge}'s.
 */
final class MoneyRule implements Rule {

    private static final String COMPARE =
            "compare the payment's ledger_posting rows with the provider's book; give back what was taken too much";

    @Override
    public void judge(OrderCase facts, Horizon horizon, Verdict verdict) {
        Fact.Order order = facts.find(Fact.Order.class);
        Fact.Payment payment = facts.find(Fact.Payment.class);
        Fact.Charge charge = facts.find(Fact.Charge.class);
        boolean ended = order != null && order.endedBefore(horizon.settled());
        if (payment == null) {
            if (order != null && ended && order.isConfirmed() && order.total().amount() > 0) {
                verdict.violated(Invariant.I2, "confirmed, and there is no payment", COMPARE);
            }
            unknownCharge(charge, verdict);
        } else if (payment.settledAt() == null || !payment.settledAt().isBefore(horizon.settled())) {
            underWay(order, payment, facts.abandoned() != null, horizon, verdict);
        } else {
            if (order != null && ended) {
                cost(order, payment, facts.abandoned() != null, verdict);
            }
            provider(order, payment, charge, verdict);
        }
    }

    private static void cost(Fact.Order order, Fact.Payment payment, boolean abandoned, Verdict verdict) {
        long net = payment.captured() - payment.refunded();
        long due = order.isConfirmed() ? order.total().amount() - payment.operatorRefunded() : 0;
        if (net != due && abandoned && !order.isConfirmed()) {
            verdict.excused("the customer has paid " + net + " " + order.total().currency());
        } else if (net != due) {
            verdict.violated(
                    Invariant.I2,
                    order.status() + " order of " + order.total().amount() + " has cost " + net + " instead of " + due
                            + ": captured " + payment.captured() + ", refunded " + payment.refunded()
                            + ", by operators " + payment.operatorRefunded(),
                    COMPARE);
        }
    }

    /** An operator's refund may take as long as the provider is away; the saga's own step was over before the order ended. */
    private static void underWay(
            Fact.@Nullable Order order, Fact.Payment payment, boolean abandoned, Horizon horizon, Verdict verdict) {
        boolean waits = payment.settledAt() == null && payment.status().isUnderWay();
        if (order == null || !waits || !order.endedBefore(horizon.stepLate())) {
            verdict.undecided();
        } else if (abandoned) {
            verdict.excused("its payment is still " + payment.status());
        } else {
            verdict.violated(
                    Invariant.I2,
                    "the order ended at " + order.endedAt() + " and its payment is still " + payment.status(),
                    "see whether payment-service reaches the provider");
        }
    }

    private static void provider(
            Fact.@Nullable Order order, Fact.Payment payment, Fact.@Nullable Charge charge, Verdict verdict) {
        long captured = charge == null ? 0 : charge.captured();
        long refunded = charge == null ? 0 : charge.refunded();
        if (captured != payment.captured() || refunded != payment.refunded()) {
            verdict.violated(
                    Invariant.I2,
                    "the provider captured " + captured + " and refunded " + refunded + ", we have "
                            + payment.captured() + " and " + payment.refunded(),
                    COMPARE);
        }
        if (order != null
                && charge != null
                && charge.captured() > 0
                && !order.total().currency().equals(charge.currency())) {
            verdict.violated(
                    Invariant.I2,
                    "the provider captured " + charge.currency() + ", the order is in "
                            + order.total().currency(),
                    COMPARE);
        }
    }

    private static void unknownCharge(Fact.@Nullable Charge charge, Verdict verdict) {
        if (charge != null && charge.captured() > 0) {
            verdict.violated(
                    Invariant.I2,
                    "the provider captured " + charge.captured() + " for an order that payment-service doesn't know",
                    COMPARE);
        }
    }
}
