package dev.bulwark.simulators.psp;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The final decision about an idempotency key. */
sealed interface Charge {

    String key();

    /** The money was taken; {@code refunded} of it has been given back. */
    record Captured(String key, UUID id, String orderId, long amount, String currency, long refunded)
            implements Charge {}

    /** The card was refused; the key will never capture anything. */
    record Declined(String key, UUID id, String orderId, long amount, String currency, String code) implements Charge {}

    /** The key was voided before anything was captured, and never will capture anything. */
    record Voided(String key) implements Charge {}

    /** Decides a request nothing has been decided about. */
    static Charge decide(String key, UUID id, ChargeRequest request) {
        @Nullable String code = TestCard.of(request.paymentMethod()).declineCode();
        return code == null
                ? new Captured(key, id, request.orderId(), request.amount(), request.currency(), 0)
                : new Declined(key, id, request.orderId(), request.amount(), request.currency(), code);
    }

    /** Whether a repetition of the key asks for the same thing; a voided key fits every request, for it knows none. */
    default boolean answers(ChargeRequest request) {
        return switch (this) {
            case Captured c ->
                c.orderId.equals(request.orderId())
                        && c.amount == request.amount()
                        && c.currency.equals(request.currency());
            case Declined d ->
                d.orderId.equals(request.orderId())
                        && d.amount == request.amount()
                        && d.currency.equals(request.currency());
            case Voided v -> true;
        };
    }
}
