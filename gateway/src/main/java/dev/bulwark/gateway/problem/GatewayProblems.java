package dev.bulwark.gateway.problem;

import java.time.Duration;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;

/** The problems that only a gateway has. */
public final class GatewayProblems {

    /** A restarted service answers again about then, and clients spread out by their own jitter. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private GatewayProblems() {}

    /** @param allowed as the {@code Allow} header lists them */
    public static Problem methodNotAllowed(String allowed) {
        return StatusProblems.of(405)
                .detail("This path answers to " + allowed + ".")
                .header("Allow", allowed);
    }

    static Problem unreachable() {
        return Problem.unavailable(RETRY_AFTER).detail("The service can't be reached; nothing was sent to it.");
    }

    static Problem connectionsExhausted() {
        return Problem.unavailable(RETRY_AFTER)
                .detail("All connections to the service are in use; nothing was sent to it.");
    }

    /** The service was reached, then closed the connection: the request may have had its effect. */
    static Problem badGateway() {
        return Problem.of(502, "bad-gateway", "The service didn't complete its answer")
                .detail("The service closed the connection before its answer was complete; the request may have taken"
                        + " effect.");
    }
}
