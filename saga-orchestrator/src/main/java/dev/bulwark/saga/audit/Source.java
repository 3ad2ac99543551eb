package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Port: who says something of every order.
 *
 * <p>What a page holds is read at the moment it is asked for, so two sources may speak of different moments; the rules allow for it
 * by judging only what settled before the audit began.
 */
interface Source<F extends Fact> {

    /** For people. */
    String name();

    /**
     * The facts of a range after those of the page before, by {@link UuidOrder}. Facts of other orders may come before and after them.
     *
     * @param cursor the {@code next} of the page before; null for the first
     * @throws RuntimeException if the source is away: then nothing can be judged
     */
    Page<F> page(IdRange range, @Nullable String cursor);

    /** What it says now of one order; empty if nothing. */
    List<F> of(UUID orderId);

    /**
     * @param strays what the source holds in the range and what belongs to no order
     * @param next null if these are the last
     */
    record Page<F extends Fact>(
            List<F> facts, List<Finding> strays, @Nullable String next) {}
}
