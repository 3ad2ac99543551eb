package dev.bulwark.saga.domain;

/** Where a saga stands. While it is open, exactly one command waits for its answer, and the phase says which. */
public enum Phase {
    NOT_STARTED(Direction.NONE, Step.ORDER),

    RESERVING_STOCK(Direction.FORWARD, Step.STOCK),
    CHARGING_PAYMENT(Direction.FORWARD, Step.PAYMENT),
    SCHEDULING_SHIPMENT(Direction.FORWARD, Step.SHIPMENT),
    CONFIRMING_ORDER(Direction.PIVOT, Step.ORDER),

    CANCELLING_SHIPMENT(Direction.UNDO, Step.SHIPMENT),
    REFUNDING_PAYMENT(Direction.UNDO, Step.PAYMENT),
    RELEASING_STOCK(Direction.UNDO, Step.STOCK),
    REJECTING_ORDER(Direction.UNDO, Step.ORDER),
    CANCELLING_ORDER(Direction.UNDO, Step.ORDER),

    CONFIRMED(Direction.END, Step.ORDER),
    REJECTED(Direction.END, Step.ORDER),
    CANCELLED(Direction.END, Step.ORDER);

    /** Which way a saga moves in a phase, and so which clock it lives by. */
    public enum Direction {
        NONE,
        /** An action with a budget: resent by schedule, given up when the budget is spent. */
        FORWARD,
        /** The point of no return: resent until answered, never given up. */
        PIVOT,
        /** What must succeed in the end: resent with jitter, shown as stuck after many attempts. */
        UNDO,
        END
    }

    private final Direction direction;
    private final Step step;

    Phase(Direction direction, Step step) {
        this.direction = direction;
        this.step = step;
    }

    public Direction direction() {
        return direction;
    }

    /** The step whose command is out; {@link Step#ORDER} before the first and after the last. */
    public Step step() {
        return step;
    }

    /** Whether the saga has begun and not ended. */
    public boolean isOpen() {
        return direction != Direction.NONE && direction != Direction.END;
    }
}
