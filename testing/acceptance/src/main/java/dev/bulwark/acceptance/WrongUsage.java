package dev.bulwark.acceptance;

import java.io.PrintWriter;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Answers a wrong command line with one line that says what is wrong and one that says where to look, and exit code 64. */
final class WrongUsage implements IParameterExceptionHandler {

    private static final int EXIT_CODE = 64;

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        PrintWriter err = failure.getCommandLine().getErr();
        err.println("bulwark: " + failure.getMessage());
        err.println("See: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return EXIT_CODE;
    }
}
