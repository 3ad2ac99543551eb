package dev.bulwark.simulators.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import dev.bulwark.simulators.SimulatorsMeter;
import dev.bulwark.simulators.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Stands in front of one simulator and applies the fault in force. A failed call never reaches the simulator: it has no effect. */
final class FaultFilter extends HttpFilter {

    private final Simulator simulator;
    private final transient Faults faults;
    private final transient Waiting waiting;
    private final transient MeterRegistry meters;

    FaultFilter(Simulator simulator, Faults faults, Waiting waiting, MeterRegistry meters) {
        this.simulator = simulator;
        this.faults = faults;
        this.waiting = waiting;
        this.meters = meters;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Fault.Effect effect =
                faults.on(simulator).effect(ThreadLocalRandom.current().nextDouble());
        boolean closing = false;
        if (!effect.delay().equals(Duration.ZERO)) {
            count("delayed");
            closing = !waiting.sleep(effect.delay());
        }
        if (effect.fails() || closing) {
            count("unavailable");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void count(String outcome) {
        SimulatorsMeter.FAULTS.count(meters, simulator.wireName(), outcome);
    }
}
