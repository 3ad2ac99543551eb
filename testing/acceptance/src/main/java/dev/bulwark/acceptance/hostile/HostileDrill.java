package dev.bulwark.acceptance.hostile;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import dev.bulwark.acceptance.topology.OwnPlatform;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends hostile requests to every route of the gateway and of every service. Passes when no answer breaks the contract. */
@Command(
        name = "hostile",
        descriptionHeading = "%n",
        description = "Sends requests with hostile values to every route of the gateway and of every service, as their"
                + " OpenAPI documents name them; then checks that none was answered with 500, none was left"
                + " without an answer, and every refusal is a problem.",
        optionListHeading = "%n",
        footer = "%nExit codes: 0 every answer keeps the contract, 1 one does not, 64 wrong usage.",
        sortOptions = false)
public final class HostileDrill implements Callable<Integer> {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MAX_REQUESTS = 1_000_000;
    private static final Duration AT_MOST = Duration.ofHours(12);

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many of each route, 1 to 1000000 (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--seed", paramLabel = "S", description = "Makes the requests of an earlier run again.")
    private @Nullable Long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;

    public HostileDrill(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (requests < 1 || requests > MAX_REQUESTS) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--requests must be 1 to " + MAX_REQUESTS + ", not " + requests);
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
        out.println("hostile: seed " + chosen);
        try (OwnPlatform platform = OwnPlatform.standalone()) {
            HostileRun run = new HostileRun(chosen, requests, AT_MOST, HostileTargets.tokens(platform));
            run.against(HostileTargets.of(platform));
            run.violations().forEach(out::println);
            out.println(run);
            return run.violations().isEmpty() ? OK : FAILED;
        }
    }
}
