package dev.bulwark.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.bulwark.simulation.bugs.PlantedBug;
import dev.bulwark.simulation.world.Fault;
import dev.bulwark.simulation.world.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ./bulwark drill simulation}. */
@Command(
        name = "./bulwark drill simulation",
        descriptionHeading = "%n",
        description = "Runs the consistency core under every fault, seeded, in virtual time.",
        optionListHeading = "%n",
        footer = "%nExit codes: 0 all invariants hold (with --bugs: each bug is caught by the invariant that names it),"
                + " 1 not, 64 wrong usage.",
        sortOptions = false)
final class SimulationCommand implements Callable<Integer> {

    /** For the usage text. */
    static final class FaultNames extends ArrayList<String> {

        FaultNames() {
            super(Arrays.stream(Fault.values()).map(Fault::text).toList());
        }
    }

    /** For the usage text. */
    static final class BugNames extends ArrayList<String> {

        BugNames() {
            super(Arrays.stream(PlantedBug.values()).map(PlantedBug::text).toList());
        }
    }

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--histories",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many histories (default: ${DEFAULT-VALUE}).")
    private long histories;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of the first; the others follow (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--replay", paramLabel = "SEED", description = "Run one history again and print what happens.")
    private @Nullable Long replay;

    @Option(names = "--orders", paramLabel = "N", description = "With --replay: so many orders, 1 to 100.")
    private @Nullable Integer orders;

    @Option(names = "--fault-seconds", paramLabel = "N", description = "With --replay: faults for so long, 0 to 600.")
    private @Nullable Integer faultSeconds;

    @Option(
            names = "--without",
            paramLabel = "FAULT,...",
            split = ",",
            hideParamSyntax = true,
            completionCandidates = FaultNames.class,
            description = "With --replay: switch these faults off, of: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<Fault> without;

    @Option(
            names = "--bug",
            paramLabel = "NAME",
            completionCandidates = BugNames.class,
            description = "Run with a planted bug, of: ${COMPLETION-CANDIDATES}.")
    private @Nullable PlantedBug bug;

    @Option(names = "--bugs", description = "Look for each planted bug within --histories, and list them.")
    private boolean bugs;

    @Option(names = "--threads", paramLabel = "N", description = "Threads, 1 to 1000 (default: one a core).")
    private @Nullable Integer threads;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;

    SimulationCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        return SimulationApplication.run(out, options());
    }

    /** @throws ParameterException naming what is wrong */
    Options options() {
        if (histories < 1) {
            throw wrong("--histories must be at least 1, not " + histories);
        }
        if (replay == null && (orders != null || faultSeconds != null || without != null)) {
            throw wrong("--orders, --fault-seconds and --without need --replay");
        }
        return new Options(
                histories,
                seed,
                replay == null ? null : scenario(replay),
                bug,
                bugs,
                threads == null ? Runtime.getRuntime().availableProcessors() : within("--threads", threads, 1, 1_000));
    }

    private Scenario scenario(long replayedSeed) {
        Scenario full = Scenario.of(replayedSeed);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        faults.addAll(full.faults());
        if (without != null) {
            without.forEach(faults::remove);
        }
        return new Scenario(
                replayedSeed,
                orders == null ? full.orders() : within("--orders", orders, 1, 100),
                faults,
                faultSeconds == null ? full.faultSeconds() : within("--fault-seconds", faultSeconds, 0, 600));
    }

    static Fault fault(String name) {
        try {
            return Fault.of(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("no such fault: " + name + "; there are "
                    + String.join(
                            ", ", Arrays.stream(Fault.values()).map(Fault::text).toList()));
        }
    }

    static PlantedBug bug(String name) {
        try {
            return PlantedBug.of(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("no such bug: " + name + "; --bugs lists them");
        }
    }

    private int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(option + " must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
