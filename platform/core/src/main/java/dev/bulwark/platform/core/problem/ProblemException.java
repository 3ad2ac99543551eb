package dev.bulwark.platform.core.problem;

import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem, from anywhere below a filter or controller.
 *
 * <p>Without a stack trace: a refusal is an answer, not a fault, and under overload the stack traces would be the dearest part of it.
 * The cause keeps its own.
 */
public class ProblemException extends RuntimeException implements ProblemCarrier {

    private final transient Problem problem;

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.slug(), cause, false, false);
        this.problem = problem;
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
