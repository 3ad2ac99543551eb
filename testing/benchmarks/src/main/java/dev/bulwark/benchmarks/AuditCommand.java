package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code ./bulwark audit}: checks every invariant on a running platform. */
@Command(
        name = "audit",
        descriptionHeading = "%n",
        description = "Checks money, stock, sagas and views of everything that a running platform has done.",
        optionListHeading = "%n",
        footer = "%nExit codes: 0 every invariant holds, 1 one is broken, 64 wrong usage, 69 no platform answers.")
final class AuditCommand implements Callable<Integer> {

    private final Target target;
    private final PrintStream out;

    @Mixin
    HelpOption help = new HelpOption();

    AuditCommand(Target target, PrintStream out) {
        this.target = target;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode audit = target.operator("/ops/audit", AuditBench.LONGEST);
        out.println(audit.toPrettyString());
        return audit.path("ok").asBoolean(false) ? 0 : BenchmarksApplication.FAILED;
    }
}
