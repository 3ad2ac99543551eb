package dev.bulwark.payment.domain;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the saga, or everybody, is told. */
public sealed interface PaymentAnswer {

    record Charged(Charge charge) implements PaymentAnswer {}

    /** The id is null where no payment was begun. */
    record Refused(
            @Nullable UUID paymentId, String code, @Nullable String detail) implements PaymentAnswer {}

    /** Compensated; the charge is null where no payment was begun, the amount 0 where nothing had been captured. */
    record Refunded(@Nullable Charge charge, long amount) implements PaymentAnswer {}
}
