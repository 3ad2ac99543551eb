package dev.bulwark.payment;

import java.util.UUID;

/** What became of an operator's wish to give money back. */
public sealed interface OperatorRefund {

    /** The amount is reserved; the provider has to be asked, naming the key of the charge. */
    record Reserved(UUID refundId, UUID orderId, String key, long amount, String currency) implements OperatorRefund {}

    /** More than could be given back; nothing can unless the payment is charged. */
    record TooMuch(long left, String currency) implements OperatorRefund {}

    record NoSuchPayment() implements OperatorRefund {}
}
