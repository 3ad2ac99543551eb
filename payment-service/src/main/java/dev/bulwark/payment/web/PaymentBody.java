package dev.bulwark.payment.web;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.payment.PaymentView;
import org.jspecify.annotations.Nullable;

/** A payment as clients see it. {@code refunded} is all that was given back; {@code settledAt} is absent while something is open. */
record PaymentBody(
        UUID id,
        UUID orderId,
        String status,
        MoneyBody amount,
        MoneyBody captured,
        MoneyBody refunded,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant settledAt) {

    static PaymentBody of(PaymentView view) {
        return new PaymentBody(
                view.id(),
                view.orderId(),
                view.status(),
                new MoneyBody(view.amount(), view.currency()),
                new MoneyBody(view.captured(), view.currency()),
                new MoneyBody(view.refunded(), view.currency()),
                view.reason(),
                view.requestedAt(),
                view.settledAt());
    }
}
