package dev.bulwark.simulation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import dev.bulwark.simulation.world.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulationApplicationTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return SimulationApplication.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), arguments);
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void cleanHistoriesEndWithZero() throws Exception {
        assertThat(run("--histories", "20", "--seed", "7")).isZero();
        assertThat(said()).contains("20 histories from seed 7: every invariant holds");
    }

    @Test
    void aViolationPrintsItsSeedAndHowToSeeItAgain() throws Exception {
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
    void aReplayTellsWhatHappens() throws Exception {
        assertThat(run("--replay", "1")).isZero();
        assertThat(said()).contains("has order.placed.v1", "every invariant holds");
    }

    @Test
    void wrongUsageIsToldAndHasACodeOfItsOwn() throws Exception {
        assertThat(run("--histories", "many")).isEqualTo(64);
        assertThat(said()).contains("--histories takes a number", "Usage:");
    }

    @Test
    void helpIsNoMistake() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(said()).startsWith("Usage:");
    }

    @Test
    void faultsCanBeSwitchedOff() {
        assertThat(Options.parse("--replay", "3", "--without", "crash,lag")
                        .replay()
                        .faults())
                .doesNotContain(Fault.CRASH, Fault.LAG);
        assertThatThrownBy(() -> Options.parse("--replay", "3", "--without", "flood"))
                .hasMessageContaining("no such fault: flood");
        assertThatThrownBy(() -> Options.parse("--without", "lag")).hasMessageContaining("need --replay");
        assertThatThrownBy(() -> Options.parse("--bug", "none")).hasMessageContaining("no such bug");
    }
}
