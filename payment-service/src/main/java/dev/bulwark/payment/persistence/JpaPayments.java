package dev.bulwark.payment.persistence;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import dev.bulwark.payment.OperatorRefund;
import dev.bulwark.payment.PaymentView;
import dev.bulwark.payment.Payments;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@link Payments} by JPA: a row at a time, with the rules of the row on the row. */
@Repository
class JpaPayments implements Payments {

    private final PaymentRepository payments;
    private final OperatorRefundRepository refunds;
    private final Clock clock;

    JpaPayments(PaymentRepository payments, OperatorRefundRepository refunds, Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PaymentView> find(UUID paymentId) {
        return payments.findByPaymentId(paymentId).map(PaymentEntity::view);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public OperatorRefund reserveRefund(UUID refundId, UUID paymentId, long amount, String requestedBy) {
        return payments.findLockedByPaymentId(paymentId)
                .map(payment -> reserve(payment, refundId, amount, requestedBy))
                .orElseGet(OperatorRefund.NoSuchPayment::new);
    }

    private OperatorRefund reserve(PaymentEntity payment, UUID refundId, long amount, String requestedBy) {
        if (amount > payment.left()) {
            return new OperatorRefund.TooMuch(payment.left(), payment.currency());
        }
        payment.reserve(amount);
        refunds.save(new OperatorRefundEntity(refundId, payment.orderId(), amount, requestedBy, clock.instant()));
        return new OperatorRefund.Reserved(refundId, payment.orderId(), payment.stepId(), amount, payment.currency());
    }
}
