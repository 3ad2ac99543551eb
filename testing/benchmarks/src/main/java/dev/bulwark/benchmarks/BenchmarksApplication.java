package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import ch.qos.logback.classic.Level;
import dev.bulwark.standalone.StandaloneApplication;
import dev.bulwark.standalone.WrongUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The launcher's tools. Exit codes: 0 if what was asked holds, 1 if not, 64 for a wrong command line, 69 if the platform can't be reached.
 */
public final class BenchmarksApplication {

    static final int FAILED = 1;
    private static final int USAGE_WIDTH = 120;
    private static final int UNAVAILABLE = 69;

    private BenchmarksApplication() {}

    @Command(name = "./bulwark")
    private static final class Tools {}

    @Command(
            name = "bench",
            descriptionHeading = "%n",
            description = "Measures, on a platform of its own. ./bulwark bench NAME --help has the options of one.",
            optionListHeading = "%n",
            commandListHeading = "%nBenchmarks%n",
            synopsisSubcommandLabel = "NAME")
    static final class Bench {

        @Mixin
        HelpOption help = new HelpOption();
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("platform")) {
            StandaloneApplication.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR); // of the clients' logs only what is a failure
        }
        int offset = Integer.parseInt(System.getenv().getOrDefault("BULWARK_PORT_OFFSET", "0"));
        System.exit(commandLine(offset, System.out).execute(arguments));
    }

    static CommandLine commandLine(int portOffset, PrintStream out) {
        Target target = Target.local(portOffset);
        Clock clock = Clock.systemUTC();
        CommandLine bench = new CommandLine(new Bench())
                .addSubcommand(new SagasCommand(clock, out))
                .addSubcommand(new RelayBench(out))
                .addSubcommand(new AuditBench(clock, out));
        return new CommandLine(new Tools())
                .addSubcommand(new LoadCommand(target, out))
                .addSubcommand(new AuditCommand(target, out))
                .addSubcommand(new StatusCommand(new Status(target, portOffset), out))
                .addSubcommand(bench)
                .registerConverter(Duration.class, new Bounds.DurationConverter())
                .setUsageHelpWidth(USAGE_WIDTH)
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure));
    }

    private static int explain(Exception failure) {
        return switch (failure) {
            case ConnectException e ->
                unavailable(new ConnectException("no platform answers; is ./bulwark up running?"));
            case IOException e -> unavailable(e);
            case SQLException e -> unavailable(e);
            default -> {
                failure.printStackTrace();
                yield FAILED;
            }
        };
    }

    private static int unavailable(Exception failure) {
        System.err.println("bulwark: " + failure.getMessage());
        return UNAVAILABLE;
    }
}
