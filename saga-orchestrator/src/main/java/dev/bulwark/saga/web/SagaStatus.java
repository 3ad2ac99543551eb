package dev.bulwark.saga.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.bulwark.saga.domain.Phase;

/** How an operator speaks of a saga; the phase says more. */
enum SagaStatus {
    RUNNING,
    UNDOING,
    CONFIRMED,
    REJECTED,
    CANCELLED;

    static SagaStatus of(Phase phase) {
        return switch (phase) {
            case NOT_STARTED, RESERVING_STOCK, CHARGING_PAYMENT, SCHEDULING_SHIPMENT, CONFIRMING_ORDER -> RUNNING;
            case CANCELLING_SHIPMENT, REFUNDING_PAYMENT, RELEASING_STOCK, REJECTING_ORDER, CANCELLING_ORDER -> UNDOING;
            case CONFIRMED -> CONFIRMED;
            case REJECTED -> REJECTED;
            case CANCELLED -> CANCELLED;
        };
    }

    /** By name, whatever its case. */
    static Optional<SagaStatus> parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    Set<Phase> phases() {
        return Arrays.stream(Phase.values())
                .filter(phase -> phase != Phase.NOT_STARTED && of(phase) == this)
                .collect(Collectors.toUnmodifiableSet());
    }
}
