package dev.bulwark.order.domain;

/** Somebody asked an order for what nobody can rightfully ask in its state: a defect of the sender. */
public final class ImpossibleTransitionException extends RuntimeException {

    public ImpossibleTransitionException(String message) {
        super(message);
    }
}
