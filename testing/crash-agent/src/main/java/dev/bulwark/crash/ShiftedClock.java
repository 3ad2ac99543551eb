package dev.bulwark.crash;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Shifts the clock that an application makes for itself, and with it all it injects it into: ids, deadlines, timers, windows. */
public final class ShiftedClock {

    /** Every class that makes an application's clock, in a method called {@code clock}; a test looks for others. */
    static final List<String> FACTORIES = List.of(
            "dev.bulwark.platform.messaging.MessagingConfiguration",
            "dev.bulwark.simulators.SimulatorsApplication",
            "dev.bulwark.gateway.GatewayConfiguration");

    static final String FACTORY_METHOD = "clock";

    private static volatile Duration shift = Duration.ZERO;

    private ShiftedClock() {}

    static void by(Duration duration) {
        shift = duration;
    }

    /** Called from the code woven into the application; public for that alone. */
    public static Clock shifted(Clock clock) {
        System.err.println("crash-agent: the application's clock is shifted by " + shift);
        return Clock.offset(clock, shift);
    }
}
