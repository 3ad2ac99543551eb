package dev.bulwark.payment.domain;

/** The provider contradicted itself, or we did: nobody may go on as if nothing had happened. */
public final class ImpossibleTransitionException extends RuntimeException {

    ImpossibleTransitionException(PaymentState state, PaymentInput input) {
        super("a payment that is " + state.status() + " can't be " + input.kind());
    }
}
