package dev.bulwark.payment.messaging;

import java.util.UUID;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.payment.ChargePayment;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.payment.domain.Charge;
import dev.bulwark.payment.domain.PaymentAnswer;

/** Between the wire records and the domain. */
final class WireMessages {

    private WireMessages() {}

    static Charge charge(UUID paymentId, ChargePayment command) {
        return new Charge(
                paymentId,
                command.customerId(),
                command.amount().amount(),
                command.amount().currency(),
                command.paymentMethod());
    }

    static Object body(UUID orderId, PaymentAnswer answer) {
        return switch (answer) {
            case PaymentAnswer.Charged(Charge charge) ->
                new PaymentCharged(orderId, charge.paymentId(), new Money(charge.amount(), charge.currency()));
            case PaymentAnswer.Refused(var paymentId, var code, var detail) ->
                new PaymentRefused(orderId, paymentId, code, detail);
            case PaymentAnswer.Refunded(var charge, long amount) ->
                charge == null
                        ? new PaymentRefunded(orderId, null, null)
                        : new PaymentRefunded(
                                orderId, charge.paymentId(), amount == 0 ? null : new Money(amount, charge.currency()));
        };
    }
}
