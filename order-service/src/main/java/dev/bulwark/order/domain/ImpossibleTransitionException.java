package dev.bulwark.order.domain;

/** A command that cannot occur in the order's state: a defect of the sender. */
public final class ImpossibleTransitionException extends RuntimeException {

    public ImpossibleTransitionException(String message) {
        super(message);
    }
}
