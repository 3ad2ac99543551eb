package dev.bulwark.saga.domain;

import org.jspecify.annotations.Nullable;

/** A participant's part in the saga. An action, its answer and its compensation all carry the same step. */
public enum Step {
    STOCK("stock", "inventory"),
    PAYMENT("payment", "payment"),
    SHIPMENT("shipment", "shipping"),
    ORDER("order", "order");

    private final String id;
    private final String participant;

    Step(String id, String participant) {
        this.id = id;
        this.participant = participant;
    }

    /** How the step is named in a step id; stable, for participants record their answers by it. */
    public String id() {
        return id;
    }

    /** The step with that id; null if there is none. */
    public static @Nullable Step find(String id) {
        for (Step step : values()) {
            if (step.id.equals(id)) {
                return step;
            }
        }
        return null;
    }

    /** How customers know who refused. */
    public String participant() {
        return participant;
    }
}
