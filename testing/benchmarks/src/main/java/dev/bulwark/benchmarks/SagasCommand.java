package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the saga benchmark. */
@Command(
        name = "sagas",
        descriptionHeading = "%n",
        description = "Measures order sagas a second and what one costs, on a platform of its own.",
        optionListHeading = "%n",
        sortOptions = false)
final class SagasCommand implements Callable<Integer> {

    private final Clock clock;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--equal-path",
            description = "Leave out the gateway and the calls to payment provider and carrier.")
    private boolean equalPath;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Orders of a saturated run, 100 to 1000000 (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--under-way",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Orders of a saturated run under way at once, 1 to 1000000 (default: ${DEFAULT-VALUE}).")
    private int underWay;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "12",
            description = "Rounds before anything is measured, 0 to 100 (default: ${DEFAULT-VALUE}).")
    private int warmUpRounds;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Saturated runs, 1 to 20 (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Orders a second of the steady run, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "20s",
            description = "How long the steady run lasts (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the figures go, as JSON (default: target/bench/sagas-full-path.json, or"
                    + " sagas-equal-path.json).")
    private @Nullable Path output;

    @Mixin
    HelpOption help = new HelpOption();

    SagasCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        return new SagasBench(options(), clock, out).run() ? 0 : BenchmarksApplication.FAILED;
    }

    BenchOptions options() {
        CommandSpec command = Objects.requireNonNull(spec);
        Path file = output == null
                ? Path.of("target/bench/sagas-" + (equalPath ? "equal" : "full") + "-path.json")
                : output;
        return new BenchOptions(
                equalPath,
                Bounds.within(command, "--orders", orders, 100, 1_000_000),
                Bounds.within(command, "--under-way", underWay, 1, 1_000_000),
                Bounds.within(command, "--warm-up", warmUpRounds, 0, 100),
                Bounds.within(command, "--runs", runs, 1, 20),
                Bounds.within(command, "--rate", rate, 1, 10_000),
                duration,
                file);
    }
}
