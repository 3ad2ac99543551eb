package dev.bulwark.acceptance.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on runs: what their trials found, and the limits that were missed, which break I10.
 *
 * <p>What a fault that is judged by safety only took isn't judged. Amplification isn't either where the calls aren't known, or where no
 * undisturbed run is there to compare with.
 */
final class Limits {

    private static final String RECOVERY = "I10";

    private final Set<String> safetyOnly;
    private final OptionalDouble usualCalls;

    /** @param outcomes among them the undisturbed runs that the others are compared with */
    Limits(Collection<Fault> catalogue, List<Outcome> outcomes) {
        this.safetyOnly = catalogue.stream()
                .filter(fault -> !fault.judgesRecovery())
                .map(Fault::name)
                .collect(Collectors.toUnmodifiableSet());
        this.usualCalls = Outcome.percentile(
                outcomes.stream()
                        .filter(run -> run.fault().equals(Catalogue.CONTROL))
                        .toList(),
                Outcome::callsPerOrder,
                0.5);
    }

    boolean hasUndisturbed() {
        return usualCalls.isPresent() && usualCalls.getAsDouble() > 0;
    }

    /** Whether more than safety is. */
    boolean judges(Outcome run) {
        return !safetyOnly.contains(run.fault());
    }

    /** How long a killed process was away; null if none was, or several at once: what two cores make of seven starts is no figure of a service. */
    @Nullable
    Double serving(Outcome run) {
        return run.kills() == 1 && judges(run) ? run.servingAfterSeconds() : null;
    }

    /** Calls to the outside for each order, as a multiple of those of an undisturbed run; null if that isn't judged. */
    @Nullable
    Double amplification(Outcome run) {
        Double calls = run.callsPerOrder();
        return calls == null || !hasUndisturbed() || !judges(run) ? null : calls / usualCalls.getAsDouble();
    }

    /** Which were missed, and by what. */
    Map<Limit, String> missed(Outcome run) {
        Map<Limit, String> missed = new EnumMap<>(Limit.class);
        if (!judges(run)) {
            return missed;
        }
        Double serving = serving(run);
        if (serving != null && serving > Limit.SERVING_AGAIN.most()) {
            missed.put(Limit.SERVING_AGAIN, said("a killed process served again after %.1f s only", serving));
        }
        Double good = run.goodAfterSeconds();
        if (good == null || good > Limit.GOODPUT.most()) {
            missed.put(Limit.GOODPUT, "goodput wasn't back within " + Limit.GOODPUT.text());
        }
        Double amplification = amplification(run);
        if (amplification != null && amplification > Limit.AMPLIFICATION.most()) {
            missed.put(Limit.AMPLIFICATION, said("the outside was called %.2f times as often as usual", amplification));
        }
        return missed;
    }

    /** Everything that is wrong with a run, by invariant; empty if it is as it should be. */
    Map<String, List<String>> violations(Outcome run) {
        Map<String, List<String>> all = new TreeMap<>(run.violations());
        missed(run).values().forEach(what -> {
            List<String> found = new ArrayList<>(all.getOrDefault(RECOVERY, List.of()));
            found.add(what);
            all.put(RECOVERY, found);
        });
        return all;
    }

    boolean hasFailed(Outcome run) {
        return !violations(run).isEmpty();
    }

    @SuppressWarnings("AnnotateFormatMethod") // which would need a dependency for one method
    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
