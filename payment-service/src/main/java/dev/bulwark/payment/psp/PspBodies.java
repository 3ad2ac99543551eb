package dev.bulwark.payment.psp;

import org.jspecify.annotations.Nullable;

/** The provider's JSON. */
interface PspBodies {

    record Charge(String orderId, long amount, String currency, String paymentMethod) {}

    record KeyToVoid(String key) {}

    record Refund(String key, long amount) {}

    /** Whatever it answers; fields it doesn't send are null. */
    record Reply(
            @Nullable String status,
            @Nullable String code,
            @Nullable Long amount) {}
}
