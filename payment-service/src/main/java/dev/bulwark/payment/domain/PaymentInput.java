package dev.bulwark.payment.domain;

/** What can happen to a payment. */
public sealed interface PaymentInput {

    Kind kind();

    /** The inputs by name: the columns of the transition table. */
    enum Kind {
        CHARGE,
        EXPIRED,
        REFUND,
        CAPTURED,
        DECLINED,
        BLOCKED,
        VOIDED,
        TOO_LATE,
        RETURNED,
        UNKNOWN
    }

    /** Inputs that say all by their kind. */
    record Signal(Kind kind) implements PaymentInput {}

    /**
     * The saga's action.
     *
     * @param charge with a new payment id, used only if this begins the payment
     */
    record ChargeCommand(Charge charge, boolean expired) implements PaymentInput {
        @Override
        public Kind kind() {
            return expired ? Kind.EXPIRED : Kind.CHARGE;
        }
    }

    /** The provider refused the charge, for good. */
    record Declined(String code) implements PaymentInput {
        @Override
        public Kind kind() {
            return Kind.DECLINED;
        }
    }

    /** The provider could not void the key: this much had been captured. */
    record TooLate(long amount) implements PaymentInput {
        @Override
        public Kind kind() {
            return Kind.TOO_LATE;
        }
    }

    /** The saga's compensation. */
    Signal REFUND = new Signal(Kind.REFUND);
    /** The provider captured the charge. */
    Signal CAPTURED = new Signal(Kind.CAPTURED);
    /** The provider won't charge, for the key was voided. */
    Signal BLOCKED = new Signal(Kind.BLOCKED);
    /** The provider voided the key: nothing was captured, nothing will be. */
    Signal VOIDED = new Signal(Kind.VOIDED);
    /** The provider gave the money back. */
    Signal RETURNED = new Signal(Kind.RETURNED);
    /** The charge's time ran out without an answer. */
    Signal UNKNOWN = new Signal(Kind.UNKNOWN);
}
