package dev.bulwark.payment;

import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.trace.TraceContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An operator gives back part of a payment: reserved at once, given back by the provider after the commit. */
@Service
public class RefundByOperator {

    private final Payments payments;
    private final Intents<ProviderRequest> intents;
    private final Ids ids;

    RefundByOperator(Payments payments, Intents<ProviderRequest> intents, Ids ids) {
        this.payments = payments;
        this.intents = intents;
        this.ids = ids;
    }

    /** @param amount minor units, above zero */
    @Transactional
    public OperatorRefund refund(UUID paymentId, long amount, String operator) {
        OperatorRefund refund = payments.reserveRefund(ids.next(), paymentId, amount, operator);
        if (refund instanceof OperatorRefund.Reserved reserved) {
            intents.record(List.of(intent(reserved)));
        }
        return refund;
    }

    /** Never expires: the amount stays reserved until the provider has answered. */
    private static Intent<ProviderRequest> intent(OperatorRefund.Reserved refund) {
        ProviderRequest request = new ProviderRequest(
                ProviderRequest.Kind.REFUND,
                refund.key(),
                refund.orderId(),
                refund.amount(),
                refund.currency(),
                null,
                null,
                refund.refundId());
        return new Intent<>(request.intentId(), request, null, TraceContext.currentTraceparent());
    }
}
