package dev.bulwark.simulation;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.bulwark.simulation.bugs.PlantedBug;
import dev.bulwark.simulation.world.Fault;
import dev.bulwark.simulation.world.Violation;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The simulation's command line. */
public final class SimulationApplication {

    private static final int OK = 0;
    private static final int VIOLATED = 1;
    private static final int WRONG_USAGE = 64;
    private static final int USAGE_WIDTH = 120;
    private static final int PROGRESS_MILLIS = 2_000;

    private final PrintStream out;
    private final Options options;

    private SimulationApplication(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(System.out).execute(arguments));
    }

    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new SimulationCommand(out))
                .registerConverter(Fault.class, SimulationCommand::fault)
                .registerConverter(PlantedBug.class, SimulationCommand::bug)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((failure, arguments) -> {
                    PrintWriter err = failure.getCommandLine().getErr();
                    err.println("bulwark: " + failure.getMessage());
                    err.println("See: ./bulwark drill simulation --help");
                    return WRONG_USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    failure.printStackTrace();
                    return VIOLATED;
                });
    }

    /** @return the exit code */
    static int run(PrintStream out, Options options) throws InterruptedException {
        silenceProduction();
        SimulationApplication application = new SimulationApplication(out, options);
        if (options.replay() != null) {
            return application.replay();
        }
        return options.bugs() ? application.lookForBugs() : application.simulate();
    }

    /** What production code would say of planned mishaps is said by the million. */
    private static void silenceProduction() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
    }

    private int simulate() throws InterruptedException {
        Campaign campaign = new Campaign(options.seed(), options.histories(), options.mutation());
        long start = System.nanoTime();
        Thread progress = Thread.ofVirtual().start(() -> tellProgress(campaign, start));
        Violation violation = campaign.run(options.threads());
        progress.interrupt();
        progress.join();
        Shrinker.Failure failure = campaign.failure();
        if (violation == null || failure == null) {
            out.printf(
                    Locale.ROOT,
                    "%d histories from seed %d: every invariant holds (%.1f s, %.2f ms a history and thread)%n",
                    campaign.done(),
                    options.seed(),
                    seconds(start),
                    seconds(start) * 1_000 * options.threads() / campaign.done());
            return OK;
        }
        out.println("seed " + failure.scenario().seed() + " violates " + violation.getMessage());
        out.println("  (" + violation.invariant().sentence() + ")");
        Shrinker.Failure small = new Shrinker(options.mutation()).shrink(failure);
        out.println("smaller: " + small.violation().getMessage());
        out.println("again:   ./bulwark drill simulation " + small.scenario().arguments()
                + (options.bug() == null ? "" : " --bug " + options.bug().text()));
        return VIOLATED;
    }

    private void tellProgress(Campaign campaign, long start) {
        try {
            while (true) {
                Thread.sleep(PROGRESS_MILLIS);
                double share = 100.0 * campaign.done() / options.histories();
                System.err.printf(
                        Locale.ROOT,
                        "%d of %d histories, %.0f %%, %.0f s%n",
                        campaign.done(),
                        options.histories(),
                        share,
                        seconds(start));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // all histories have ended
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private int replay() {
        var scenario = java.util.Objects.requireNonNull(options.replay());
        Optional<Violation> violation = History.run(scenario, options.mutation(), out::println);
        if (violation.isEmpty()) {
            out.println("every invariant holds");
            return OK;
        }
        out.println("violates " + violation.get().getMessage());
        out.println("  (" + violation.get().invariant().sentence() + ")");
        if (violation.get().getCause() != null) {
            violation.get().getCause().printStackTrace(out);
        }
        return VIOLATED;
    }

    private int lookForBugs() throws InterruptedException {
        int code = OK;
        for (PlantedBug bug : PlantedBug.values()) {
            Campaign campaign = new Campaign(options.seed(), options.histories(), bug.mutation());
            Violation violation = campaign.run(options.threads());
            if (violation == null) {
                out.printf("%-26s not caught within %d histories%n", bug.text(), campaign.done());
                code = VIOLATED;
                continue;
            }
            boolean named = bug.names().contains(violation.invariant());
            long after = java.util.Objects.requireNonNull(campaign.failed()).seed() - options.seed() + 1;
            out.printf(
                    "%-26s %-14s after %5d histories%s: %s%n",
                    bug.text(),
                    violation.invariant(),
                    after,
                    named ? "" : ", not " + bug.names(),
                    violation.getMessage());
            code = named ? code : VIOLATED;
        }
        return code;
    }
}
