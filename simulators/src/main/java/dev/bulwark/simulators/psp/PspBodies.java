package dev.bulwark.simulators.psp;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The PSP's JSON. What the client sends may lack anything; {@link PspInput} checks it. */
interface PspBodies {

    record ChargeBody(
            @Nullable String orderId,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String paymentMethod) {}

    record VoidBody(@Nullable String key) {}

    record RefundBody(@Nullable String key, @Nullable Long amount) {}

    /** The answer to a charge or a refund that holds. */
    record Done(UUID id, String status) {}

    /** The answer to a charge that doesn't. */
    record Refused(String code) {}

    /** {@code VOIDED}: nothing was captured and nothing will be; {@code CAPTURED}: too late. */
    record VoidState(
            String status,
            @Nullable UUID chargeId,
            @Nullable Long amount) {

        static VoidState of(Charge charge) {
            return charge instanceof Charge.Captured c
                    ? new VoidState("CAPTURED", c.id(), c.amount())
                    : new VoidState("VOIDED", null, null);
        }
    }

    /** A line of the book; amounts in minor units, 0 where nothing was captured. */
    record ChargeState(
            String key,
            @Nullable UUID id,
            @Nullable String orderId,
            @Nullable String currency,
            long captured,
            long refunded,
            String status,
            @Nullable String code) {

        static ChargeState of(Charge charge) {
            return switch (charge) {
                case Charge.Captured c ->
                    new ChargeState(
                            c.key(), c.id(), c.orderId(), c.currency(), c.amount(), c.refunded(), "CAPTURED", null);
                case Charge.Declined d ->
                    new ChargeState(d.key(), d.id(), d.orderId(), d.currency(), 0, 0, "DECLINED", d.code());
                case Charge.Voided v -> new ChargeState(v.key(), null, null, null, 0, 0, "VOIDED", null);
            };
        }
    }

    /** One page of the book; without {@code nextCursor} it is the last. */
    record Page(List<ChargeState> items, @Nullable String nextCursor) {}
}
