package dev.bulwark.order.catalogue;

import java.time.Duration;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemCarrier;
import org.jspecify.annotations.Nullable;

/** A product is unknown here, and inventory-service didn't answer: nobody can say what it costs. */
public final class CatalogueAwayException extends RuntimeException implements ProblemCarrier {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    public CatalogueAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public Problem problem() {
        return Problem.unavailable(RETRY_AFTER).detail("The catalogue can't be asked for a product right now.");
    }
}
