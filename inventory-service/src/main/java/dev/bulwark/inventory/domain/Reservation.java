package dev.bulwark.inventory.domain;

/**
 * What was decided about the stock of one order, that is, about the {@code stock} step of its saga.
 *
 * <p>The first decision is final. Only {@link Reserved} goes anywhere from there: to {@link Released} or {@link Committed}.
 */
public sealed interface Reservation {

    /** Nothing was ever asked. */
    record Unknown() implements Reservation {}

    /** The lines are set aside. */
    record Reserved(Lines lines) implements Reservation {}

    /** Nothing was set aside, and nothing will be. */
    record Refused(RefusalCode code, String detail) implements Reservation {}

    /** The lines were set aside and are back on the shelf. */
    record Released(Lines lines) implements Reservation {}

    /** The lines belong to a confirmed order. */
    record Committed(Lines lines) implements Reservation {}

    /** The compensation came first; the action, should it ever come, is refused. */
    record Tombstone() implements Reservation {}
}
