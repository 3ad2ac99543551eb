package dev.bulwark.payment.domain;

import org.jspecify.annotations.Nullable;

/** Where the payment of an order stands. */
public sealed interface PaymentState {

    PaymentStatus status();

    /** Nobody has asked for anything. */
    record None() implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.NONE;
        }
    }

    /** The provider is asked, or was asked and didn't answer in time: money may be captured. */
    record Requested(Charge charge) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.REQUESTED;
        }
    }

    /** Captured. Operators may give back parts of it. */
    record Charged(Charge charge, OperatorRefunds operator) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.CHARGED;
        }
    }

    /**
     * Nothing was captured, and nothing will be.
     *
     * @param charge null where the command had expired on arrival and no payment was begun
     */
    record Refused(
            @Nullable Charge charge, String code, @Nullable String detail) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.REFUSED;
        }
    }

    /** Compensated before the outcome was known: the key is being voided, so that a delayed request can't capture later. */
    record Voiding(Charge charge) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.VOIDING;
        }
    }

    /** Never captured; by the provider's word it never will be. */
    record Voided(Charge charge) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.VOIDED;
        }
    }

    /**
     * Captured, and being given back.
     *
     * @param acknowledged whether the saga was told of the charge before it turned round: what a repeated command is answered
     */
    record Refunding(Charge charge, OperatorRefunds operator, boolean acknowledged) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.REFUNDING;
        }
    }

    /** Given back. See {@link Refunding}. */
    record Refunded(Charge charge, OperatorRefunds operator, boolean acknowledged) implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.REFUNDED;
        }
    }

    /** The compensation came first: a charge that comes later is refused. */
    record Tombstone() implements PaymentState {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.TOMBSTONE;
        }
    }
}
