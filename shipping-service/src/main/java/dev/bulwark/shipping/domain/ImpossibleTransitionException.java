package dev.bulwark.shipping.domain;

/** The carrier contradicted itself, or we did: nobody may go on as if nothing had happened. */
public final class ImpossibleTransitionException extends RuntimeException {

    ImpossibleTransitionException(ShipmentState state, ShipmentInput input) {
        super("a shipment that is " + state.status() + " can't be " + input.kind());
    }
}
