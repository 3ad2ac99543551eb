package dev.bulwark.inventory.web;

import dev.bulwark.platform.core.problem.Violations;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/products/{sku}/restocks}. */
record RestockRequest(@Nullable Long quantity) {

    /** Nine thousand million restocks of this size fit into a row. */
    static final long MAX_QUANTITY = 1_000_000_000;

    static String upTo(int from) {
        return "must be " + from + " to " + MAX_QUANTITY;
    }

    /** @throws dev.bulwark.platform.core.problem.ProblemException 400 if it is missing or out of range */
    long pieces() {
        long pieces = quantity == null ? 0 : quantity;
        Violations wrong = new Violations();
        wrong.check(pieces >= 1 && pieces <= MAX_QUANTITY, "/quantity", upTo(1));
        wrong.throwIfAny();
        return pieces;
    }
}
