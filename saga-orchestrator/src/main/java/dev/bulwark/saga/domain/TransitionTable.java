package dev.bulwark.saga.domain;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects cells, phase by phase; a cell said twice is refused at once, so that no line of a table hides another. */
final class TransitionTable {

    private final Map<Phase, Map<Trigger, Transition>> cells = new EnumMap<>(Phase.class);
    private Phase phase = Phase.NOT_STARTED;

    /** The lines that follow are about this phase. */
    TransitionTable in(Phase phase) {
        this.phase = phase;
        return this;
    }

    /** In the present phase the trigger leads to another phase, or to one of several by the saga's ending. */
    TransitionTable on(Trigger trigger, Effect effect, Phase... to) {
        return put(new Transition(phase, trigger, effect, Set.copyOf(EnumSet.copyOf(List.of(to)))));
    }

    /** In the present phase none of the triggers leads anywhere else. */
    TransitionTable stay(Effect effect, Trigger... triggers) {
        for (Trigger trigger : triggers) {
            put(new Transition(phase, trigger, effect, Set.of(phase)));
        }
        return this;
    }

    Transition get(Phase phase, Trigger trigger) {
        Transition found = cells.getOrDefault(phase, Map.of()).get(trigger);
        if (found == null) {
            throw new IllegalStateException("the table says nothing of " + trigger + " in " + phase);
        }
        return found;
    }

    Collection<Transition> all() {
        return cells.values().stream().flatMap(row -> row.values().stream()).toList();
    }

    private TransitionTable put(Transition cell) {
        Transition earlier = cells.computeIfAbsent(cell.from(), from -> new EnumMap<>(Trigger.class))
                .put(cell.on(), cell);
        if (earlier != null) {
            throw new IllegalStateException("said twice: " + cell.on() + " in " + cell.from());
        }
        return this;
    }
}
