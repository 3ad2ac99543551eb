package dev.bulwark.order.catalogue;

import java.time.Duration;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemCarrier;
import org.jspecify.annotations.Nullable;

/** A product is unknown here and inventory-service did not answer, so its price is unknown: 503. */
public final class CatalogueUnavailableException extends RuntimeException implements ProblemCarrier {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    public CatalogueUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public Problem problem() {
        return Problem.unavailable(RETRY_AFTER).detail("The catalogue is unavailable at the moment.");
    }
}
