package dev.bulwark.simulators.faults;

import java.time.Duration;

/** How a simulator misbehaves as a whole. */
sealed interface Fault {

    /** It does not. */
    record None() implements Fault {}

    /** Every call gets 503. */
    record Down() implements Fault {}

    /** Every call waits, then goes on as usual. */
    record Slow(Duration delay) implements Fault {}

    /** A share of the calls, {@code rate} between 0 and 1, gets 503 after the delay; the others go on as usual. */
    record Errors(double rate, Duration delay) implements Fault {}

    /** What becomes of one call: first the delay, then the failure, if any. */
    record Effect(Duration delay, boolean fails) {}

    /** @param dice evenly distributed in [0, 1) */
    default Effect effect(double dice) {
        return switch (this) {
            case None n -> new Effect(Duration.ZERO, false);
            case Down d -> new Effect(Duration.ZERO, true);
            case Slow s -> new Effect(s.delay, false);
            case Errors e -> new Effect(e.delay, dice < e.rate);
        };
    }
}
