package dev.bulwark.platform.http.problem;

import java.util.List;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemCarrier;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Which problem an exception is: the one it carries, else the one a translator names, else {@code internal}, logged once. */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** Chains of causes can be circular. */
    private static final int MAX_CAUSES = 16;

    private final List<ProblemTranslator> translators;

    Problems(List<ProblemTranslator> translators) {
        this.translators = List.copyOf(translators);
    }

    /** The problem to answer with, whatever the exception is; logs what is our own fault. */
    Problem of(Throwable exception) {
        Problem known = known(exception);
        if (known == null && callerLeft(exception)) {
            log.debug("The caller left before its answer was written; nobody reads what it ends as", exception);
            return Problem.of(500, "internal", "The caller left");
        }
        if (known == null) {
            log.error("Request ends as 500 internal: nobody translates this exception", exception);
            return Problem.of(500, "internal", "Something went wrong on our side");
        }
        if (known.status() >= 500) {
            log.warn("Request ends as {} {}: {}", known.status(), known.slug(), rootMessage(exception));
        }
        return known;
    }

    /** The problem that the exception carries or a translator names, or null: then it is nobody's idea of an answer. */
    public @Nullable Problem known(Throwable exception) {
        @Nullable Throwable cause = exception;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof ProblemCarrier carrier) {
                return carrier.problem();
            }
        }
        for (ProblemTranslator translator : translators) {
            Problem problem = translator.translate(exception);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static boolean callerLeft(Throwable exception) {
        @Nullable Throwable cause = exception;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable exception) {
        Throwable root = exception;
        for (int i = 0; i < MAX_CAUSES; i++) {
            Throwable cause = root.getCause();
            if (cause == null) {
                break;
            }
            root = cause;
        }
        return root.toString();
    }
}
