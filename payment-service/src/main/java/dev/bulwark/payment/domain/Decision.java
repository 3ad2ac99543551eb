package dev.bulwark.payment.domain;

import java.util.List;

/** What follows from an input. */
public record Decision(PaymentState next, List<PaymentEffect> effects) {

    public Decision {
        effects = List.copyOf(effects);
    }

    static Decision of(PaymentState next, PaymentEffect... effects) {
        return new Decision(next, List.of(effects));
    }
}
