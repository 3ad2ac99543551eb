package dev.bulwark.acceptance.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** The matrix of faults and invariants, as a page of documentation. */
final class Report {

    private static final List<String> INVARIANTS =
            IntStream.rangeClosed(1, 10).mapToObj(n -> "I" + n).toList();

    /** Retries may add a tenth; the hair is for rounding. */
    private static final double MOST_AMPLIFICATION = 1.1001;

    private final Collection<Fault> catalogue;
    private final List<Outcome> outcomes;
    private final String machine;

    Report(Collection<Fault> catalogue, List<Outcome> outcomes, String machine) {
        this.catalogue = catalogue;
        this.outcomes = outcomes;
        this.machine = machine;
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
                | serving again after a kill | median %s s, worst %s s |
                | goodput ≥ 95 %% after healing | median %s s, worst %s s |
                | commit | %s |
                | when | %s to %s |

                """.formatted(
                machine,
                outcomes.size(),
                outcomes.stream().filter(this::hasFailed).count(),
                outcomes.stream().map(Outcome::fault).distinct().count(),
                outcomes.stream().mapToInt(Outcome::orders).sum(),
                outcomes.stream().mapToInt(Outcome::retried).sum(),
                outcomes.stream().mapToInt(Outcome::kills).sum(),
                seconds(percentile(outcomes, Outcome::servingAfterSeconds, 0.5)),
                seconds(percentile(outcomes, Outcome::servingAfterSeconds, 1)),
                seconds(percentile(outcomes, Outcome::goodAfterSeconds, 0.5)),
                seconds(percentile(outcomes, Outcome::goodAfterSeconds, 1)),
                String.join(", ", commits),
                outcomes.stream().map(Outcome::at).min(String::compareTo).orElse("-"),
                outcomes.stream().map(Outcome::at).max(String::compareTo).orElse("-")));
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

                A number is how many of the runs kept the invariant, ✓ means all. Times are median and worst; a dash is where they aren't judged. *Serving again* counts from the
                kill, *goodput back* from the moment the fault was healed to the first four seconds in which 95 % of the usual number of orders ended. *Calls* are those to PSP and
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

    /** Calls to the outside for each order, as a multiple of those of an undisturbed run. */
    private String amplification(List<Outcome> runs) {
        OptionalDouble usual = usualCalls();
        OptionalDouble calls = percentile(runs, Outcome::callsPerOrder, 0.5);
        return calls.isPresent() && usual.isPresent()
                ? String.format(Locale.ROOT, "%.2f×", calls.getAsDouble() / usual.getAsDouble())
                : "–";
    }

    /** I10 has a second half, which only a comparison with an undisturbed run can judge. */
    private boolean keeps(Outcome run, String invariant) {
        return !run.violations().containsKey(invariant) && (!invariant.equals("I10") || !isAmplified(run));
    }

    private boolean isAmplified(Outcome run) {
        OptionalDouble usual = usualCalls();
        Double calls = run.callsPerOrder();
        return calls != null && usual.isPresent() && calls / usual.getAsDouble() > MOST_AMPLIFICATION;
    }

    private OptionalDouble usualCalls() {
        return percentile(
                outcomes.stream()
                        .filter(run -> run.fault().equals(Catalogue.CONTROL))
                        .toList(),
                Outcome::callsPerOrder,
                0.5);
    }

    private String cell(Fault fault, String invariant, List<Outcome> runs) {
        if (invariant.equals("I10") && !fault.judgesGoodput()) {
            return "–";
        }
        long kept = runs.stream().filter(run -> keeps(run, invariant)).count();
        return kept == runs.size() ? "✓" : "**" + kept + "/" + runs.size() + "**";
    }

    private void failures(StringBuilder page) {
        List<Outcome> failed = outcomes.stream().filter(this::hasFailed).toList();
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
            if (isAmplified(run)) {
                page.append("  - I10: the outside was called more than 1.1 times as often as undisturbed\n");
            }
            run.violations()
                    .forEach((invariant, found) -> page.append("  - ")
                            .append(invariant)
                            .append(": ")
                            .append(String.join("; ", found.subList(0, Math.min(3, found.size()))))
                            .append(found.size() > 3 ? " … " + found.size() + " in all" : "")
                            .append('\n'));
        }
    }

    private boolean hasFailed(Outcome run) {
        return !run.ok() || isAmplified(run);
    }

    private static String medianAndWorst(List<Outcome> runs, Function<Outcome, @Nullable Double> value) {
        OptionalDouble median = percentile(runs, value, 0.5);
        return median.isEmpty() ? "–" : seconds(median) + " / " + seconds(percentile(runs, value, 1));
    }

    private static OptionalDouble percentile(
            List<Outcome> runs, Function<Outcome, @Nullable Double> value, double share) {
        List<Double> sorted = new ArrayList<>(
                runs.stream().map(value).filter(Objects::nonNull).sorted().toList());
        return sorted.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }

    private static String seconds(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "–";
    }
}
