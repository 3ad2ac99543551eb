package dev.bulwark.payment;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the payment provider, with what is needed to write down the answer. Stored as JSON while it is open.
 *
 * @param key the charge's idempotency key: the id of the saga's step
 * @param amount minor units; of a void: what the charge was for
 * @param paymentMethod for charges only
 * @param saga whom to answer; null where an operator asks
 * @param operatorRefund null unless an operator asks
 */
public record ProviderRequest(
        Kind kind,
        String key,
        UUID orderId,
        long amount,
        String currency,
        @Nullable String paymentMethod,
        @Nullable String saga,
        @Nullable UUID operatorRefund) {

    public enum Kind {
        CHARGE,
        VOID,
        REFUND
    }

    /** Unique among what can be open: one charge, one void and one refund a step, and each of the operators' refunds. */
    public String intentId() {
        return switch (kind) {
            case CHARGE -> key + ":charge";
            case VOID -> key + ":void";
            case REFUND -> refundKey();
        };
    }

    /** The idempotency key of a refund. */
    public String refundKey() {
        return operatorRefund == null ? key + ":refund" : "operator-refund:" + operatorRefund;
    }
}
