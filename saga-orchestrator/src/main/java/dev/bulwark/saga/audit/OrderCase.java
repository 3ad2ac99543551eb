package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** All that is said of one order. */
record OrderCase(UUID orderId, List<Fact> facts) {

    /** The fact of this kind, the first if a source has several; null if it has none. */
    <F extends Fact> @Nullable F find(Class<F> kind) {
        for (Fact fact : facts) {
            if (kind.isInstance(fact)) {
                return kind.cast(fact);
            }
        }
        return null;
    }

    /** The abandonment of its saga; null in the ordinary course of things. */
    Fact.Saga.@Nullable Abandoned abandoned() {
        Fact.Saga saga = find(Fact.Saga.class);
        return saga == null ? null : saga.abandoned();
    }

    /** Whether it is more than an entry in the provider's book: a key that was voided before anything happened is no order. */
    boolean isKnown() {
        return facts.stream().anyMatch(fact -> !(fact instanceof Fact.Charge));
    }

    long count(Class<? extends Fact> kind) {
        return facts.stream().filter(kind::isInstance).count();
    }
}
