package dev.bulwark.platform.core.deadline;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;

/** The caller's budget is spent: 504 {@code /problems/deadline-exceeded}. */
public final class DeadlineExceededException extends ProblemException {

    public static final Problem PROBLEM =
            Problem.of(504, "deadline-exceeded", "The deadline of the request has passed");

    public DeadlineExceededException() {
        super(PROBLEM, null);
    }
}
