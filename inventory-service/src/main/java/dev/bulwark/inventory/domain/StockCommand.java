package dev.bulwark.inventory.domain;

/** What can be asked about the stock of one order. */
public sealed interface StockCommand {

    /**
     * Set all lines aside, or none.
     *
     * @param expired whether nobody waits for the action any more; matters only if it was not decided before
     */
    record Reserve(Lines lines, boolean expired) implements StockCommand {}

    /** Undo {@link Reserve}, whether it came, was refused, or is still to come. */
    record Release() implements StockCommand {}

    /** The order is confirmed: what is set aside is its own. */
    record Commit() implements StockCommand {}
}
