package dev.bulwark.saga.domain;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an operator can do to a saga. Where each is possible is said by the transitions, not here. */
public enum Intervention {
    /** Sends the open command again, with as many attempts before it as at first. */
    RETRY(Trigger.RETRY_ASKED),
    /**
     * Turns an advancing saga round. One that is stuck in its undo begins the undo again, from the newest step that was asked for;
     * participants answer what they undid before as they did then.
     */
    COMPENSATE(Trigger.COMPENSATION_ASKED),
    /** Gives up what is not undone yet and closes the order as rejected; somebody has to put the rest right by hand. */
    ABANDON(Trigger.ABANDONMENT_ASKED);

    private final Trigger trigger;

    Intervention(Trigger trigger) {
        this.trigger = trigger;
    }

    Trigger trigger() {
        return trigger;
    }

    /** Which of them a saga allows. */
    public static Set<Intervention> possible(Phase phase, boolean stuck) {
        EnumSet<Intervention> possible = EnumSet.noneOf(Intervention.class);
        for (Intervention candidate : values()) {
            Effect effect = OrderSagaTransitions.of(phase, candidate.trigger).effect();
            if (effect != Effect.REFUSE && (stuck || !effect.needsStuck())) {
                possible.add(candidate);
            }
        }
        return possible;
    }

    /** The phases in which a saga allows it, provided that it is stuck where {@link #onlyWhileStuckIn} says so. */
    public List<Phase> phases() {
        return Arrays.stream(Phase.values())
                .filter(phase -> possible(phase, true).contains(this))
                .toList();
    }

    /** Whether a saga in the phase allows it only while it is stuck. */
    public boolean onlyWhileStuckIn(Phase phase) {
        return OrderSagaTransitions.of(phase, trigger).effect().needsStuck();
    }
}
