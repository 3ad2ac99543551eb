package dev.bulwark.acceptance;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.bulwark.acceptance.faults.FaultsCommand;
import dev.bulwark.acceptance.hostile.HostileDrill;
import dev.bulwark.acceptance.keys.KeysDrill;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The drills' command line. Exit codes: 0 what was to be shown holds, 1 it doesn't, 64 wrong usage. */
public final class DrillsApplication {

    private static final int FAILED = 1;
    private static final int USAGE_WIDTH = 120;

    private DrillsApplication() {}

    @Command(name = "./bulwark drill")
    private static final class Drills {}

    public static void main(String[] arguments) {
        System.exit(commandLine(System.out).execute(arguments));
    }

    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new Drills())
                .addSubcommand(new FaultsCommand(out))
                .addSubcommand(new KeysDrill(out))
                .addSubcommand(new HostileDrill(out))
                .setUsageHelpWidth(USAGE_WIDTH)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    failure.printStackTrace();
                    return FAILED;
                });
    }
}
