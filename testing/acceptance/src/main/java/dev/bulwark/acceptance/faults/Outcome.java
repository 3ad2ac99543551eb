package dev.bulwark.acceptance.faults;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one fault with one seed came to: a line of the results file.
 *
 * @param commit of the platform, as git names it
 * @param orders acknowledged, all of which were looked at afterwards
 * @param retried requests that got no promise at first, and were sent again with their key
 * @param servingAfterSeconds the longest that a killed process was away; null if none was killed
 * @param goodAfterSeconds from healing to the first four seconds with 95 % of the usual goodput; null if that isn't judged, or didn't come in time
 * @param callsPerOrder how often the outside was called for each order; null if a process that counts them was killed
 * @param violations what was found, by invariant; empty if all hold
 * @param notes what exactly was done
 */
record Outcome(
        String fault,
        long seed,
        String commit,
        String at,
        int orders,
        int retried,
        int kills,
        @Nullable Double servingAfterSeconds,
        @Nullable Double goodAfterSeconds,
        @Nullable Double callsPerOrder,
        double seconds,
        Map<String, List<String>> violations,
        List<String> notes) {

    boolean ok() {
        return violations.isEmpty();
    }
}
