package dev.bulwark.simulators;

import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of this module, with its tags. */
public enum SimulatorsMeter {
    /** Calls to the PSP: {@code operation} is charge, void or refund, {@code outcome} how it ended in the PSP's own words. */
    PSP_CALLS("bulwark.simulators.psp.calls"),
    /** Calls to the carrier: {@code operation} is book or cancel, {@code outcome} ok, a carrier code, or unavailable. */
    CARRIER_CALLS("bulwark.simulators.carrier.calls"),
    /** Webhooks: {@code operation} is the event's type, {@code outcome} delivered, failed (an attempt), given_up, or dropped. */
    WEBHOOKS("bulwark.simulators.psp.webhooks"),
    /** Token requests: {@code operation} is the grant asked for, {@code outcome} issued or the OAuth error. */
    TOKENS("bulwark.simulators.tokens"),
    /** Calls met by an injected fault: {@code operation} is the simulator's name, {@code outcome} delayed or unavailable. */
    FAULTS("bulwark.simulators.faults");

    private final String meterName;

    SimulatorsMeter(String meterName) {
        this.meterName = meterName;
    }

    /** Both tags come from small closed sets, never from a request. */
    public void count(MeterRegistry registry, String operation, String outcome) {
        registry.counter(meterName, "operation", operation, "outcome", outcome).increment();
    }
}
