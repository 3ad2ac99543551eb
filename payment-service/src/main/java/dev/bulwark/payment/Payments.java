package dev.bulwark.payment;

import java.util.Optional;
import java.util.UUID;

/** Single payments: reading one, and giving back part of one. */
public interface Payments {

    Optional<PaymentView> find(UUID paymentId);

    /**
     * Reserves part of what is left of a charged payment for a refund, in the caller's transaction, and locks the payment for its length.
     *
     * @param amount minor units, above zero
     */
    OperatorRefund reserveRefund(UUID refundId, UUID paymentId, long amount, String requestedBy);
}
