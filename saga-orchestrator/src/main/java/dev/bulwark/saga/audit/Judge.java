package dev.bulwark.saga.audit;

import java.util.List;

/** Every rule about orders, one after the other. */
final class Judge {

    private static final List<Rule> RULES =
            List.of(new LifeRule(), new MoneyRule(), new StockRule(), new StepRule(), new KeyRule(), new ViewRule());

    private Judge() {}

    static Verdict judge(OrderCase order, Horizon horizon) {
        Verdict verdict = new Verdict(order.orderId());
        RULES.forEach(rule -> rule.judge(order, horizon, verdict));
        return verdict;
    }
}
