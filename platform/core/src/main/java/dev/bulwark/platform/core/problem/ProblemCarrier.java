package dev.bulwark.platform.core.problem;

/** An exception that knows its own problem; found wherever it stands in the chain of causes. */
public interface ProblemCarrier {

    Problem problem();
}
