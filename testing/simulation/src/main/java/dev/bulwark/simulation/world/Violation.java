package dev.bulwark.simulation.world;

/** An invariant doesn't hold. An error, so that no production code takes it for a failure it has to deal with. */
public final class Violation extends Error {

    private final Invariant invariant;

    Violation(Invariant invariant, String detail) {
        super(invariant + ": " + detail);
        this.invariant = invariant;
    }

    Violation(Invariant invariant, String detail, Throwable cause) {
        super(invariant + ": " + detail, cause);
        this.invariant = invariant;
    }

    public Invariant invariant() {
        return invariant;
    }
}
