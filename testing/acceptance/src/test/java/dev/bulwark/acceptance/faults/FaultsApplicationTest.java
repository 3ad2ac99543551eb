package dev.bulwark.acceptance.faults;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Of runs that are all in the results already, so that no fleet is needed: the verdict is on them too. */
class FaultsApplicationTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void everythingHeld() {
        assertThat(run("none,kill-gateway", outcome("none", 1, null, 2.0), outcome("kill-gateway", 1, 9.0, 2.0)))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aLimitThatWasMissedFailsTheDrill() {
        assertThat(run("none,kill-gateway", outcome("none", 1, null, 2.0), outcome("kill-gateway", 1, 18.1, 2.0)))
                .isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("FAILED kill-gateway seed 1: {I10=[a killed process served again after 18.1 s only]}");
    }

    @Test
    void amplificationFailsTheDrillThoughNoTrialSawIt() {
        assertThat(run("none,psp-down", outcome("none", 1, null, 2.0), outcome("psp-down", 1, null, 3.0)))
                .isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("FAILED psp-down seed 1", "1.50 times");
    }

    @Test
    void whatWasNotAskedForIsNotJudged() {
        assertThat(run(
                        "psp-down",
                        outcome("psp-down", 1, null, 3.0),
                        outcome("psp-down", 2, 18.1, 2.0),
                        outcome("kill-gateway", 1, 18.1, 2.0)))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("aren't judged: there is no run of 'none'");
    }

    private int run(String faults, Outcome... known) {
        Path file = directory.resolve("results.jsonl");
        Results results = Results.in(file);
        List.of(known).forEach(results::add);
        return new CommandLine(new FaultsCommand(new PrintStream(said, true, StandardCharsets.UTF_8)))
                .execute("--faults", faults, "--results", file.toString());
    }

    private static Outcome outcome(String fault, long seed, @Nullable Double servingAfter, double calls) {
        return new Outcome(
                fault,
                seed,
                FaultsApplication.commit(),
                "2026-11-22T00:00:00Z",
                100,
                0,
                servingAfter == null ? 0 : 1,
                servingAfter,
                0.2,
                calls,
                20,
                Map.of(),
                List.of());
    }
}
