package dev.bulwark.saga.domain;

import java.util.Set;

/**
 * One cell of the table: in this phase, on this trigger, that happens.
 *
 * @param to the phases it may lead to; two where the saga's ending decides, and the phase itself where nothing moves
 */
record Transition(Phase from, Trigger on, Effect effect, Set<Phase> to) {

    /** The phase it leads to. @throws IllegalStateException where the ending has to decide */
    Phase target() {
        if (to.size() != 1) {
            throw new IllegalStateException(from + " on " + on + " leads to one of " + to);
        }
        return to.iterator().next();
    }
}
