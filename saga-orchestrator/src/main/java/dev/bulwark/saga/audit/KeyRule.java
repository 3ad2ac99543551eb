package dev.bulwark.saga.audit;

/**
 * I9: each order was the answer to one idempotency key, and each key that was answered with an order has it.
 *
 * <p>Limit: keys are forgotten after 48 hours, so older orders are taken as they are. Whoever creates orders without a key has to tell this rule
 * of them.
 */
final class KeyRule implements Rule {

    private static final String REMEDY =
            "compare the rows of idempotency_key with order_event; of two orders for one request, cancel the later";

    @Override
    public void judge(OrderCase facts, Horizon horizon, Verdict verdict) {
        Fact.Order order = facts.find(Fact.Order.class);
        Fact.Key key = facts.find(Fact.Key.class);
        if (key != null && key.keys() > 1) {
            verdict.violated(Invariant.I9, key.keys() + " keys were answered with this one order", REMEDY);
        }
        if (key != null && order == null) {
            if (key.storedAt().isBefore(horizon.settled())) {
                verdict.violated(Invariant.I9, "acknowledged at " + key.storedAt() + ", and there is no order", REMEDY);
            } else {
                verdict.undecided();
            }
        }
        if (key == null
                && order != null
                && order.placedAt().isBefore(horizon.settled())
                && order.placedAt().isAfter(horizon.keysKept())) {
            verdict.violated(Invariant.I9, "placed, and no key was answered with it", REMEDY);
        }
    }
}
