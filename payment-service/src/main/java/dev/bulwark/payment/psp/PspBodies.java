package dev.bulwark.payment.psp;

import org.jspecify.annotations.Nullable;

/** The provider's JSON. */
interface PspBodies {

    record Charge(String orderId, long amount, String currency, String paymentMethod) {}

    record KeyToVoid(String key) {}

    record Refund(String key, long amount) {}

    /** A charge as the provider's book has it. */
    record State(
            @Nullable String status,
            @Nullable String code,
            @Nullable Long captured) {}

    /**
     * Of what the provider tells unasked only which charge it is about: the rest is looked up.
     *
     * @param id the same each time the event is sent
     * @param key the charge's idempotency key; absent where the event is about something else
     */
    record Event(@Nullable String id, @Nullable String key) {}

    /** Whatever it answers; fields it doesn't send are null. */
    record Reply(
            @Nullable String status,
            @Nullable String code,
            @Nullable Long amount) {}
}
