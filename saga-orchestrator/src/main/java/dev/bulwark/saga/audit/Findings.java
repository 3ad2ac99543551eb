package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All that an audit found, findings and exceptions: counted without limit, kept up to {@link #MAX_PER_INVARIANT} for each invariant and
 * {@link #MAX_EXCEPTIONS}. For one thread.
 */
final class Findings {

    static final int MAX_PER_INVARIANT = 100;
    /** Each wants somebody's hands; a list that is longer is work for more than one day. */
    static final int MAX_EXCEPTIONS = 1_000;

    private final List<Finding> kept = new ArrayList<>();
    private final List<AuditReport.Excused> exceptions = new ArrayList<>();
    private long exceptionCount;
    private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);

    void add(Finding finding) {
        long count = counts.merge(finding.invariant(), 1L, Long::sum);
        if (count <= MAX_PER_INVARIANT) {
            kept.add(finding);
        }
    }

    void except(AuditReport.Excused excused) {
        exceptionCount++;
        if (exceptions.size() < MAX_EXCEPTIONS) {
            exceptions.add(excused);
        }
    }

    List<AuditReport.Excused> exceptions() {
        return List.copyOf(exceptions);
    }

    long exceptionCount() {
        return exceptionCount;
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    /** How many there are of each invariant that is violated. */
    Map<Invariant, Long> counts() {
        return new EnumMap<>(counts);
    }
}
