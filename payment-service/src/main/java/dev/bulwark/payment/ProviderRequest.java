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
        REFUND,
        /** Looks what was decided about a charge, and has no effect. */
        LOOKUP
    }

    /** Unique among what can be open: one charge, one void, one refund and one look-up a step, and each of the operators' refunds. */
    public String intentId() {
        return switch (kind) {
            case CHARGE -> chargeIntentId(key);
            case VOID -> key + ":void";
            case REFUND -> refundKey();
            case LOOKUP -> key + ":lookup";
        };
    }

    /** Of the intent that charges this key. */
    public static String chargeIntentId(String key) {
        return key + ":charge";
    }

    /** The question what has become of this charge. */
    public ProviderRequest lookup() {
        return new ProviderRequest(Kind.LOOKUP, key, orderId, amount, currency, null, saga, operatorRefund);
    }

    /** The idempotency key of a refund. */
    public String refundKey() {
        return operatorRefund == null ? key + ":refund" : "operator-refund:" + operatorRefund;
    }
}
