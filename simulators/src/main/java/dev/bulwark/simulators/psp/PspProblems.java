package dev.bulwark.simulators.psp;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;

/** Wrong use of the PSP, as problems. */
final class PspProblems {

    private PspProblems() {}

    static ProblemException keyReused() {
        return Problem.of(422, "idempotency-key-reused", "The idempotency key belongs to another request")
                .exception();
    }

    /** With a code, so that a client can tell it from the 404 of a path that isn't there. */
    static ProblemException chargeNotFound() {
        return Problem.notFound().member("code", "no_such_charge").exception();
    }

    static ProblemException nothingCaptured() {
        return Problem.of(422, "nothing-captured", "Nothing was captured under this key")
                .exception();
    }

    static ProblemException refundTooLarge(long left) {
        return Problem.of(422, "refund-too-large", "A refund can't exceed what is left of the capture")
                .detail("At most " + left + " can still be refunded.")
                .exception();
    }
}
