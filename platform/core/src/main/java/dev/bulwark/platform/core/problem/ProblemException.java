package dev.bulwark.platform.core.problem;

import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem, from anywhere below a filter or controller.
 *
 * <p>Without a stack trace below 500: a refusal is an answer, not a fault, and stack traces are the dearest part of it.
 */
public class ProblemException extends RuntimeException implements ProblemCarrier {

    private final transient Problem problem;

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.slug(), cause, false, problem.status() >= 500);
        this.problem = problem;
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
