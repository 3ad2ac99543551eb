package dev.bulwark.payment.domain;

/** What a decision asks for beside the new state. */
public sealed interface PaymentEffect {

    /** Charge at the provider. */
    record AskCharge(Charge charge) implements PaymentEffect {}

    /** Void the key at the provider. */
    record AskVoid(Charge charge) implements PaymentEffect {}

    /** Give back at the provider. */
    record AskRefund(Charge charge, long amount) implements PaymentEffect {}

    /** Book the whole charge as captured. */
    record BookCapture(Charge charge) implements PaymentEffect {}

    /** Book this much as given back by the saga. */
    record BookRefund(Charge charge, long amount) implements PaymentEffect {}

    /** Tell the saga. */
    record Reply(PaymentAnswer answer) implements PaymentEffect {}

    /** Tell everybody. */
    record Announce(PaymentAnswer answer) implements PaymentEffect {}
}
