package dev.bulwark.gateway.problem;

/** Ends a request with a problem document. Has no stack trace: a flood of refusals must stay cheap. */
public final class Refusal extends RuntimeException {

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
