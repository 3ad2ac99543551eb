package dev.bulwark.platform.http.problem;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import dev.bulwark.platform.core.problem.StatusProblems;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/** Parameters that the container refuses when they are read, for example because there are too many. */
final class ContainerTranslator implements ProblemTranslator {

    @Override
    public @Nullable Problem translate(Throwable exception) {
        return exception instanceof InvalidParameterException e ? StatusProblems.of(e.getErrorCode()) : null;
    }
}
