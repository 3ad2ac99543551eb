package dev.bulwark.platform.http.limits;

import java.io.IOException;
import java.net.SocketTimeoutException;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemCarrier;
import dev.bulwark.platform.core.problem.StatusProblems;

/** The body doesn't arrive as HTTP says it must, or stops arriving: 400 or 408, never a fault of the service. */
final class UnreadableBodyException extends IOException implements ProblemCarrier {

    private final boolean late;

    UnreadableBodyException(IOException cause) {
        super("the body can't be read", cause);
        this.late = cause instanceof SocketTimeoutException;
    }

    @Override
    public Problem problem() {
        return late
                ? StatusProblems.of(408)
                : StatusProblems.of(400).detail("The body doesn't arrive as its headers say.");
    }
}
