package dev.bulwark.acceptance.faults;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./bulwark drill faults}. */
@Command(
        name = "faults",
        descriptionHeading = "%n",
        description = "Injects each fault into a fleet of its own, one process a module, while orders come in, and then"
                + " checks every invariant.",
        optionListHeading = "%n",
        footer = "%nExit codes: 0 every invariant and limit holds, 1 one does not, 64 wrong usage.",
        sortOptions = false)
public final class FaultsCommand implements Callable<Integer> {

    private static final Path PUBLISHED = Path.of("docs", "faults.md");

    /** For the usage text. */
    static final class FaultNames extends ArrayList<String> {

        FaultNames() {
            super(Catalogue.all().keySet());
        }
    }

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--faults",
            paramLabel = "FAULT,...",
            split = ",",
            hideParamSyntax = true,
            completionCandidates = FaultNames.class,
            description = "Inject only these (default: all, and then the report is docs/faults.md), of:"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable List<String> faults;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seeds for each fault, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Orders a second all the while, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "target/faults.jsonl",
            description = "One line of JSON for each run; what is in it already for this commit is not run again"
                    + " (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("faults.jsonl");

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the matrix, of all that is in the results, when all is done.")
    private @Nullable Path report;

    @Option(names = "--list", description = "Print the faults there are, and run none.")
    private boolean list;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;

    public FaultsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        return FaultsApplication.run(out, options());
    }

    /** @throws ParameterException naming what is wrong */
    FaultsOptions options() {
        if (firstSeed < 0) {
            throw wrong("--first-seed must not be negative");
        }
        List<Fault> chosen = chosen();
        boolean all = chosen.size() == Catalogue.all().size();
        return new FaultsOptions(
                chosen,
                within("--seeds", seeds),
                firstSeed,
                within("--rate", rate),
                list,
                results,
                report == null && all ? PUBLISHED : report);
    }

    private List<Fault> chosen() {
        try {
            return faults == null ? List.copyOf(Catalogue.all().values()) : Catalogue.named(faults);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private int within(String option, int value) {
        if (value < 1 || value > 1_000) {
            throw wrong(option + " must be 1 to 1000, not " + value);
        }
        return value;
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
