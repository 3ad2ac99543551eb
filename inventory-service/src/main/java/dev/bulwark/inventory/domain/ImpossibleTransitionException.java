package dev.bulwark.inventory.domain;

/** A command that no correct sender can send in this state; the message that carried it is parked for somebody to look at. */
public final class ImpossibleTransitionException extends RuntimeException {

    ImpossibleTransitionException(Reservation state, StockCommand command) {
        super(command.getClass().getSimpleName() + " of a reservation that is "
                + state.getClass().getSimpleName());
    }
}
