package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All that an audit found: counted without limit, kept up to {@link #MAX_PER_INVARIANT} for each invariant. For one thread. */
final class Findings {

    static final int MAX_PER_INVARIANT = 100;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);

    void add(Finding finding) {
        long count = counts.merge(finding.invariant(), 1L, Long::sum);
        if (count <= MAX_PER_INVARIANT) {
            kept.add(finding);
        }
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    /** How many there are of each invariant that is violated. */
    Map<Invariant, Long> counts() {
        return new EnumMap<>(counts);
    }
}
