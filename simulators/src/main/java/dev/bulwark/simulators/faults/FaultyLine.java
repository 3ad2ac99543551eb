package dev.bulwark.simulators.faults;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import dev.bulwark.simulators.SimulatorsMeter;
import dev.bulwark.simulators.Waiting;
import io.micrometer.core.instrument.MeterRegistry;

/** A line into or out of the outside world, under the fault in force on it. */
public final class FaultyLine {

    private final Simulator simulator;
    private final Faults faults;
    private final Waiting waiting;
    private final MeterRegistry meters;

    FaultyLine(Simulator simulator, Faults faults, Waiting waiting, MeterRegistry meters) {
        this.simulator = simulator;
        this.faults = faults;
        this.waiting = waiting;
        this.meters = meters;
    }

    /** Lets one call wait as long as the fault wants, and says whether it gets through then. */
    public boolean carries() {
        Fault.Effect effect =
                faults.on(simulator).effect(ThreadLocalRandom.current().nextDouble());
        boolean closing = false;
        if (!effect.delay().equals(Duration.ZERO)) {
            count("delayed");
            closing = !waiting.sleep(effect.delay());
        }
        boolean carries = !effect.fails() && !closing;
        if (!carries) {
            count("unavailable");
        }
        return carries;
    }

    private void count(String outcome) {
        SimulatorsMeter.FAULTS.count(meters, simulator.wireName(), outcome);
    }
}
