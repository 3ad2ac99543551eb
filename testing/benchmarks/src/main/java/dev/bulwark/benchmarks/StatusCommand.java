package dev.bulwark.benchmarks;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./bulwark status}: which modules of a running platform answer. */
@Command(
        name = "status",
        descriptionHeading = "%n",
        description = "Prints which modules run and whether each is ready, and how many sagas are stuck.",
        optionListHeading = "%n",
        footer = "%nExit codes: 0 every module is ready, 1 one is not, 64 wrong usage.")
final class StatusCommand implements Callable<Integer> {

    private final Status status;
    private final PrintStream out;

    @Mixin
    HelpOption help = new HelpOption();

    StatusCommand(Status status, PrintStream out) {
        this.status = status;
        this.out = out;
    }

    @Override
    public Integer call() {
        return status.print(out) ? 0 : BenchmarksApplication.FAILED;
    }
}
