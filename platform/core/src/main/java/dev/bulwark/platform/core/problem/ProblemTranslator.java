package dev.bulwark.platform.core.problem;

import org.jspecify.annotations.Nullable;

/**
 * Says which problem an exception is. A bean of this type is asked, in bean order, about every exception that carries no problem of its own.
 */
@FunctionalInterface
public interface ProblemTranslator {

    /** The problem, or null if this translator doesn't know the exception. Never throws. */
    @Nullable
    Problem translate(Throwable exception);
}
