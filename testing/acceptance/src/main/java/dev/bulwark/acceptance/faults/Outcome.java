package dev.bulwark.acceptance.faults;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

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
 * @param violations what the trial found, by invariant; empty if all hold. Limits of time and of calls aren't among them: {@link Limits}
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

    /** Of the runs in which it was measured: the value that this share of them doesn't exceed. */
    static OptionalDouble percentile(List<Outcome> runs, Function<Outcome, @Nullable Double> value, double share) {
        List<Double> sorted =
                runs.stream().map(value).filter(Objects::nonNull).sorted().toList();
        return sorted.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }
}
