package dev.bulwark.acceptance;

import java.io.PrintStream;
import java.util.Arrays;

import dev.bulwark.acceptance.faults.FaultsApplication;
import dev.bulwark.acceptance.keys.KeysDrill;

/** The drills' command line. Exit codes: 0 what was to be shown holds, 1 it doesn't, 64 wrong usage. */
public final class DrillsApplication {

    private static final int USAGE = 64;

    private DrillsApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(System.out, arguments));
    }

    private static int run(PrintStream out, String... arguments) throws InterruptedException {
        String name = arguments.length == 0 ? "" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        return switch (name) {
            case "faults" -> FaultsApplication.run(out, rest);
            case "keys" -> KeysDrill.run(out, rest);
            default -> {
                out.println("the drills here are faults and keys, not '" + name + "'");
                yield USAGE;
            }
        };
    }
}
