package dev.bulwark.saga.audit;

import java.util.List;

/** Every rule about orders, one after the other; of an order whose log has a hole only that can be said (I7). */
final class Judge {

    private static final List<Rule> RULES =
            List.of(new LifeRule(), new MoneyRule(), new StockRule(), new StepRule(), new KeyRule(), new ViewRule());

    private Judge() {}

    static Verdict judge(OrderCase order, Horizon horizon) {
        Verdict verdict = new Verdict(order.orderId());
        Fact.BrokenLog broken = order.find(Fact.BrokenLog.class);
        if (broken != null) {
            verdict.violated(
                    Invariant.I7,
                    "the order's log lacks version " + broken.lacks() + ", so nobody can say what the order is",
                    "nothing of the log is ever deleted: find out who did, restore the row from a backup");
            return verdict;
        }
        RULES.forEach(rule -> rule.judge(order, horizon, verdict));
        return verdict;
    }
}
