package dev.bulwark.platform.http.limits;

import java.io.IOException;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemCarrier;
import dev.bulwark.platform.core.problem.StatusProblems;

/** The body went on after its limit: 413. An {@link IOException}, for it comes out of the stream that whoever parses is reading. */
final class BodyTooLargeException extends IOException implements ProblemCarrier {

    private final long maxBytes;

    BodyTooLargeException(long maxBytes) {
        super("body larger than " + maxBytes + " bytes");
        this.maxBytes = maxBytes;
    }

    @Override
    public Problem problem() {
        return problem(maxBytes);
    }

    static Problem problem(long maxBytes) {
        return StatusProblems.payloadTooLarge(maxBytes);
    }
}
