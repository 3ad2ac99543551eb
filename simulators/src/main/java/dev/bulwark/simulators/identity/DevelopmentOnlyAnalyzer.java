package dev.bulwark.simulators.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns the refusal into one clear line instead of a stack trace. */
final class DevelopmentOnlyAnalyzer extends AbstractFailureAnalyzer<DevelopmentOnlyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DevelopmentOnlyException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
