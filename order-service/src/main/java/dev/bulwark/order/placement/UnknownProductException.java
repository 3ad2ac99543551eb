package dev.bulwark.order.placement;

import java.util.Collection;
import java.util.List;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;

/** No product has these skus: 422. */
public final class UnknownProductException extends ProblemException {

    UnknownProductException(Collection<String> skus) {
        super(
                Problem.of(422, "unknown-product", "The order names a product that doesn't exist")
                        .member("skus", List.copyOf(skus)),
                null);
    }
}
