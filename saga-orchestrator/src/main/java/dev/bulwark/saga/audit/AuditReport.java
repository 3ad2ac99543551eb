package dev.bulwark.saga.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an audit says.
 *
 * @param ok whether nothing was found; every source has answered then
 * @param findings the first {@link Findings#MAX_PER_INVARIANT} of each invariant, in the order of the order ids
 * @param counts how many were found of each invariant that is violated
 * @param examined orders judged
 * @param inFlight orders that had not settled by then, and so are judged another time
 * @param read orders that were read row by row, for the digests of their range did not agree
 * @param settledBefore what settled before this moment was judged
 * @param exceptions what is no finding because a person decided so: the first {@link Findings#MAX_EXCEPTIONS} abandoned sagas
 * @param exceptionCount how many there are in all
 */
record AuditReport(
        boolean ok,
        List<Finding> findings,
        Map<Invariant, Long> counts,
        long examined,
        long inFlight,
        long read,
        Instant settledBefore,
        List<Excused> exceptions,
        long exceptionCount) {

    /**
     * A saga that an operator gave up.
     *
     * @param id the order's
     * @param leftovers what it has not given back so far; empty if nothing
     */
    record Excused(String id, String operator, String reason, Instant at, List<String> leftovers) {}
}
