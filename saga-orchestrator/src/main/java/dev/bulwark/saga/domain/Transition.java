package dev.bulwark.saga.domain;

import java.util.Set;
import java.util.function.Predicate;

/**
 * One cell of the table: in this phase, on this trigger, that happens.
 *
 * @param to the phases it may lead to; several where it depends on what the saga asked for or how it will end, and the phase itself
 *     where nothing moves
 */
record Transition(Phase from, Trigger on, Effect effect, Set<Phase> to) {

    /**
     * The phase it leads to: where there are several, the first of them, in the order of {@link Phase}, that the saga has a reason to
     * enter.
     *
     * @throws IllegalStateException if it has a reason for none of them
     */
    Phase target(Predicate<Phase> hasReason) {
        return to.stream()
                .sorted()
                .filter(phase -> to.size() == 1 || hasReason.test(phase))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(from + " on " + on + " leads to one of " + to));
    }
}
