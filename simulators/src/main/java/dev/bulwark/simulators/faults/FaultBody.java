package dev.bulwark.simulators.faults;

import java.time.Duration;
import java.util.List;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A fault on the wire.
 *
 * @param mode {@code none}, {@code down}, {@code slow} or {@code errors}
 * @param errorRate 0 to 1, only with {@code errors}; 0.5 unless told
 * @param delayMillis 0 to 60 000, only with {@code slow} (2 000 unless told) and {@code errors} (0 unless told)
 */
record FaultBody(
        @Nullable String mode,
        @Nullable Double errorRate,
        @Nullable Long delayMillis) {

    private static final double DEFAULT_ERROR_RATE = 0.5;
    private static final long DEFAULT_SLOW_MILLIS = 2_000;
    private static final long MAX_DELAY_MILLIS = 60_000;

    static FaultBody of(Fault fault) {
        return switch (fault) {
            case Fault.None n -> new FaultBody("none", null, null);
            case Fault.Down d -> new FaultBody("down", null, null);
            case Fault.Slow s -> new FaultBody("slow", null, s.delay().toMillis());
            case Fault.Errors e -> new FaultBody("errors", e.rate(), e.delay().toMillis());
        };
    }

    /** @throws ProblemException 400 saying which member is wrong and what is allowed */
    Fault toFault() {
        return switch (mode == null ? "" : mode) {
            case "none" -> bare(new Fault.None());
            case "down" -> bare(new Fault.Down());
            case "slow" -> {
                require(errorRate == null, "errorRate", "goes with mode errors only");
                yield new Fault.Slow(delay(DEFAULT_SLOW_MILLIS));
            }
            case "errors" -> new Fault.Errors(rate(), delay(0));
            default -> throw wrong("mode", "must be none, down, slow or errors");
        };
    }

    private Fault bare(Fault fault) {
        require(errorRate == null, "errorRate", "goes with mode errors only");
        require(delayMillis == null, "delayMillis", "goes with modes slow and errors only");
        return fault;
    }

    private double rate() {
        double rate = errorRate == null ? DEFAULT_ERROR_RATE : errorRate;
        require(rate >= 0 && rate <= 1, "errorRate", "must be between 0 and 1");
        return rate;
    }

    private Duration delay(long defaultMillis) {
        long millis = delayMillis == null ? defaultMillis : delayMillis;
        require(millis >= 0 && millis <= MAX_DELAY_MILLIS, "delayMillis", "must be between 0 and " + MAX_DELAY_MILLIS);
        return Duration.ofMillis(millis);
    }

    private static void require(boolean allowed, String name, String message) {
        if (!allowed) {
            throw wrong(name, message);
        }
    }

    private static ProblemException wrong(String name, String message) {
        return Problem.validation(List.of(new Violation("/" + name, message))).exception();
    }
}
