package dev.bulwark.simulation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.bulwark.simulation.world.Fault;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class SimulationApplicationTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return SimulationApplication.commandLine(out)
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void cleanHistoriesEndWithZero() {
        assertThat(run("--histories", "20", "--seed", "7")).isZero();
        assertThat(said()).contains("20 histories from seed 7: every invariant holds");
    }

    @Test
    void aViolationPrintsItsSeedAndHowToSeeItAgain() {
        assertThat(run("--histories", "1000", "--bug", "no-fencing")).isEqualTo(1);
        assertThat(said()).contains("seed ", "I8_FENCED", "--replay ", "--bug no-fencing");

        String again = said().lines()
                .filter(line -> line.startsWith("again:"))
                .findFirst()
                .orElseThrow();
        String[] arguments = again.substring(again.indexOf("--replay")).trim().split(" ");
        bytes.reset();
        assertThat(run(arguments)).isEqualTo(1);
        assertThat(said()).contains("violates ", " has ");
    }

    @Test
    void aReplayTellsWhatHappens() {
        assertThat(run("--replay", "1")).isZero();
        assertThat(said()).contains("has order.placed.v1", "every invariant holds");
    }

    @Test
    void wrongUsageIsToldAndHasACodeOfItsOwn() {
        assertThat(run("--histories", "many")).isEqualTo(64);
        assertThat(said()).contains("'many' is not a long", "--help");
    }

    @Test
    void theLauncherPrintsWhatTheDrillUnderstands() {
        assertThat(run("--help")).isZero();
        assertThat(Path.of("../../launcher/usage/drill-simulation.txt")).hasContent(said());
    }

    @Test
    void faultsCanBeSwitchedOff() {
        assertThat(parse("--replay", "3", "--without", "crash,lag").replay().faults())
                .doesNotContain(Fault.CRASH, Fault.LAG);
        assertThat(run("--replay", "3", "--without", "flood")).isEqualTo(64);
        assertThat(run("--without", "lag")).isEqualTo(64);
        assertThat(run("--bug", "none")).isEqualTo(64);
        assertThat(said()).contains("no such fault: flood", "need --replay", "no such bug");
    }

    private static Options parse(String... arguments) {
        SimulationCommand command = new SimulationCommand(System.out);
        new CommandLine(command)
                .registerConverter(Fault.class, SimulationCommand::fault)
                .parseArgs(arguments);
        return command.options();
    }
}
