package dev.bulwark.simulators.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/** The faults in force. They live in memory: a restart of the simulators heals the world. */
@Component
class Faults {

    private final Map<Simulator, Fault> inForce = new ConcurrentHashMap<>();

    Fault on(Simulator simulator) {
        return inForce.getOrDefault(simulator, new Fault.None());
    }

    void put(Simulator simulator, Fault fault) {
        inForce.put(simulator, fault);
    }

    /** Every simulator with its fault, {@link Fault.None} included. */
    Map<Simulator, Fault> all() {
        Map<Simulator, Fault> all = new EnumMap<>(Simulator.class);
        for (Simulator simulator : Simulator.values()) {
            all.put(simulator, on(simulator));
        }
        return all;
    }
}
