package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param faults in the order in which they are injected
 * @param report null: none is written
 * @param results lines that are there already for this commit aren't run again
 */
record FaultsOptions(
        List<Fault> faults,
        int seeds,
        long firstSeed,
        int rate,
        boolean list,
        Path results,
        @Nullable Path report) {

    static final String USAGE = """
            Usage: ./bulwark drill faults [OPTIONS]

              --seeds N         how many seeds for each fault (default 1)
              --first-seed S    the first of them (default 1)
              --faults A,B      only these (default: all, and then the report is docs/faults.md)
              --rate N          orders a second all the while (default 20)
              --results FILE    one line of JSON for each run; what is in it already for this commit isn't run again
                                (default target/faults.jsonl)
              --report FILE     writes the matrix, of all that is in the results, when all is done
              --list            what there is

            Each fault is injected into a fleet of its own, one process a module, with orders coming in all the while; then every
            invariant is checked. Exit codes: 0 all of them and every limit hold, 1 not, 64 wrong usage.
            """;

    private static final int DEFAULT_RATE = 20;
    private static final Path DEFAULT_RESULTS = Path.of("target", "faults.jsonl");
    private static final Path PUBLISHED = Path.of("docs", "faults.md");

    /** @throws IllegalArgumentException with a sentence for whoever typed it */
    static FaultsOptions parse(String... arguments) {
        List<Fault> faults = List.copyOf(Catalogue.all().values());
        int seeds = 1;
        long firstSeed = 1;
        int rate = DEFAULT_RATE;
        boolean list = false;
        Path results = DEFAULT_RESULTS;
        Path report = null;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--list")) {
                list = true;
                continue;
            }
            if (i + 1 >= arguments.length) {
                throw new IllegalArgumentException(
                        option.startsWith("--") ? option + " needs a value" : "no such option: " + option);
            }
            String value = arguments[++i];
            switch (option) {
                case "--seeds" -> seeds = (int) number(option, value, 1, 1_000);
                case "--first-seed" -> firstSeed = number(option, value, 0, Long.MAX_VALUE);
                case "--rate" -> rate = (int) number(option, value, 1, 1_000);
                case "--faults" -> faults = Catalogue.named(List.of(value.split(",", -1)));
                case "--results" -> results = Path.of(value);
                case "--report" -> report = Path.of(value);
                default -> throw new IllegalArgumentException("no such option: " + option);
            }
        }
        if (report == null && faults.size() == Catalogue.all().size()) {
            report = PUBLISHED;
        }
        return new FaultsOptions(faults, seeds, firstSeed, rate, list, results, report);
    }

    private static long number(String option, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                option + " takes a number between " + least + " and " + most + ", not " + value);
    }
}
