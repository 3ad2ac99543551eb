package dev.bulwark.acceptance.faults;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** The matrix of faults and invariants, as a page of documentation. */
final class Report {

    private static final List<String> INVARIANTS =
            IntStream.rangeClosed(1, 10).mapToObj(n -> "I" + n).toList();

    private final Collection<Fault> catalogue;
    private final List<Outcome> outcomes;
    private final String machine;
    private final Limits limits;

    Report(Collection<Fault> catalogue, List<Outcome> outcomes, String machine) {
        this.catalogue = catalogue;
        this.outcomes = outcomes;
        this.machine = machine;
        this.limits = new Limits(catalogue, outcomes);
    }

    String markdown() {
        StringBuilder page = new StringBuilder();
        head(page);
        matrix(page);
        failures(page);
        return page.toString();
    }

    private void head(StringBuilder page) {
        List<String> commits = outcomes.stream().map(Outcome::commit).distinct().toList();
        page.append("""
                # What was broken, and what held

                Written by `./bulwark drill faults`; [fault-injection](patterns/fault-injection.md) says how it works and what the words mean.
                Each run is a real fleet, one process a module, real PostgreSQL and Kafka, with %s. Orders come in all the while; who gets no answer asks again with
                the same key. Afterwards every acknowledged order is looked up, every invariant is checked, and the books are compared with a list kept outside.

                | | |
                |---|---|
                | runs | %d (%d failed), %d faults |
                | orders acknowledged | %d |
                | of them, requests that had to be sent again | %d |
                | processes killed | %d |
                | serving again after the kill of one process, in %s at most | %s |
                | goodput ≥ 95 %% after healing, in %s at most | %s |
                | calls to the outside for each order, %s those of `none` at most | %s |
                | commit | %s |
                | when | %s to %s |

                """.formatted(
                machine,
                outcomes.size(),
                outcomes.stream().filter(limits::hasFailed).count(),
                outcomes.stream().map(Outcome::fault).distinct().count(),
                outcomes.stream().mapToInt(Outcome::orders).sum(),
                outcomes.stream().mapToInt(Outcome::retried).sum(),
                outcomes.stream().mapToInt(Outcome::kills).sum(),
                Limit.SERVING_AGAIN.text(),
                times(Limit.SERVING_AGAIN, limits::serving),
                Limit.GOODPUT.text(),
                times(Limit.GOODPUT, Outcome::goodAfterSeconds),
                Limit.AMPLIFICATION.text(),
                calls(),
                String.join(", ", commits),
                outcomes.stream().map(Outcome::at).min(String::compareTo).orElse("-"),
                outcomes.stream().map(Outcome::at).max(String::compareTo).orElse("-")));
    }

    private String times(Limit limit, Function<Outcome, @Nullable Double> value) {
        List<Outcome> judged = outcomes.stream().filter(limits::judges).toList();
        OptionalDouble median = Outcome.percentile(judged, value, 0.5);
        OptionalDouble worst = Outcome.percentile(judged, value, 1);
        String measured =
                median.isPresent() ? "median " + seconds(median) + " s, worst " + seconds(worst) + " s: " : "";
        return measured.isEmpty() && missed(limit) == 0 ? "not measured" : measured + held(limit);
    }

    private String calls() {
        if (!limits.hasUndisturbed()) {
            return "not judged: there is no run of `" + Catalogue.CONTROL + "` to compare with";
        }
        long unknown = outcomes.stream()
                .filter(run -> limits.amplification(run) == null)
                .count();
        return "median " + multiple(Outcome.percentile(outcomes, limits::amplification, 0.5)) + ", worst "
                + multiple(Outcome.percentile(outcomes, limits::amplification, 1)) + ": " + held(Limit.AMPLIFICATION)
                + (unknown == 0
                        ? ""
                        : "; not judged in " + unknown
                                + ", where a process that counts them was killed or only safety counts");
    }

    private String held(Limit limit) {
        long missed = missed(limit);
        return missed == 0 ? "held" : "**missed in " + missed + " of " + outcomes.size() + " runs**";
    }

    private long missed(Limit limit) {
        return outcomes.stream()
                .filter(run -> limits.missed(run).containsKey(limit))
                .count();
    }

    private void matrix(StringBuilder page) {
        page.append("| fault | what happens | seeds | orders | ")
                .append(String.join(" | ", INVARIANTS))
                .append(" | serving again, s | goodput back, s | calls |\n|---|---|---|---|")
                .append("---|".repeat(INVARIANTS.size() + 3))
                .append('\n');
        for (Fault fault : catalogue) {
            List<Outcome> runs = outcomes.stream()
                    .filter(outcome -> outcome.fault().equals(fault.name()))
                    .toList();
            if (!runs.isEmpty()) {
                row(page, fault, runs);
            }
        }
        page.append("""

                A number is how many of the runs kept the invariant, ✓ means all. Times and calls are median and worst; a dash is where they aren't judged. *Serving again* counts from the
                kill, and has a limit where one process was killed; *goodput back* from the moment the fault was healed to the first four seconds in which 95 % of the usual number of orders ended, of those asked for since then: what had piled up doesn't count. *Calls* are those to PSP and
                carrier for each order, void and cancel included, as a multiple of what they are undisturbed (`none`): the amplification by retries. They are counted by the callers, and so not where one was killed.
                """);
    }

    private void row(StringBuilder page, Fault fault, List<Outcome> runs) {
        page.append("| `")
                .append(fault.name())
                .append("` | ")
                .append(fault.description())
                .append(" | ");
        page.append(runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(" ")));
        page.append(" | ").append(runs.stream().mapToInt(Outcome::orders).sum());
        for (String invariant : INVARIANTS) {
            page.append(" | ").append(cell(fault, invariant, runs));
        }
        page.append(" | ").append(medianAndWorst(runs, Outcome::servingAfterSeconds));
        page.append(" | ").append(medianAndWorst(runs, Outcome::goodAfterSeconds));
        page.append(" | ").append(amplification(runs)).append(" |\n");
    }

    private String amplification(List<Outcome> runs) {
        OptionalDouble median = Outcome.percentile(runs, limits::amplification, 0.5);
        return median.isEmpty()
                ? "–"
                : multiple(median) + " / " + multiple(Outcome.percentile(runs, limits::amplification, 1));
    }

    private String cell(Fault fault, String invariant, List<Outcome> runs) {
        long kept = runs.stream()
                .filter(run -> !limits.violations(run).containsKey(invariant))
                .count();
        if (kept < runs.size()) {
            return "**" + kept + "/" + runs.size() + "**";
        }
        return invariant.equals("I10") && !fault.judgesRecovery() ? "–" : "✓";
    }

    private void failures(StringBuilder page) {
        List<Outcome> failed = outcomes.stream().filter(limits::hasFailed).toList();
        page.append("\n## Runs that failed\n\n");
        if (failed.isEmpty()) {
            page.append("None.\n");
        }
        for (Outcome run : failed) {
            page.append("- `").append(run.fault()).append("` seed ").append(run.seed());
            page.append(" at ")
                    .append(run.commit())
                    .append(" (")
                    .append(String.join("; ", run.notes()))
                    .append(")\n");
            limits.violations(run)
                    .forEach((invariant, found) -> page.append("  - ")
                            .append(invariant)
                            .append(": ")
                            .append(String.join("; ", found.subList(0, Math.min(3, found.size()))))
                            .append(found.size() > 3 ? " … " + found.size() + " in all" : "")
                            .append('\n'));
        }
    }

    private static String medianAndWorst(List<Outcome> runs, Function<Outcome, @Nullable Double> value) {
        OptionalDouble median = Outcome.percentile(runs, value, 0.5);
        return median.isEmpty() ? "–" : seconds(median) + " / " + seconds(Outcome.percentile(runs, value, 1));
    }

    private static String multiple(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f×", value.getAsDouble()) : "–";
    }

    private static String seconds(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "–";
    }
}
