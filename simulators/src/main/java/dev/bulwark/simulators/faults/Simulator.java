package dev.bulwark.simulators.faults;

import java.util.Locale;
import java.util.Optional;

/** What a fault can be put on. */
enum Simulator {
    PSP,
    CARRIER,
    /** What the PSP tells unasked: down and it is lost, slow and it comes late. */
    WEBHOOKS;

    /** As it is named in the API. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Simulator> named(String name) {
        for (Simulator simulator : values()) {
            if (simulator.wireName().equals(name)) {
                return Optional.of(simulator);
            }
        }
        return Optional.empty();
    }
}
