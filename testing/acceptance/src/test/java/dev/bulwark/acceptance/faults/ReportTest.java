package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private static final Outcome CONTROL = outcome("none", 1, 2.0, Map.of());
    private static final Outcome GOOD = outcome("poison", 1, 2.2, Map.of());
    private static final Outcome BAD = outcome("poison", 2, 2.2, Map.of("I2", List.of("order-1: captured twice")));

    @Test
    void aRunThatFailedIsCountedAndKept() {
        String page = new Report(Catalogue.all().values(), List.of(CONTROL, GOOD, BAD), "a machine").markdown();

        assertThat(page).contains("| runs | 3 (1 failed), 2 faults |");
        assertThat(page.lines().filter(line -> line.startsWith("| `poison`")))
                .singleElement()
                .asString()
                .contains("| 1 2 | 200 | ✓ | **1/2** | ✓ |")
                .endsWith("| 1.10× / 1.10× |");
        assertThat(page).contains("- `poison` seed 2 at abc").contains("  - I2: order-1: captured twice");
    }

    @Test
    void callingTheOutsideTooOftenBreaksTheTenth() {
        Outcome amplified = outcome("poison", 3, 2.4, Map.of());

        String page = new Report(Catalogue.all().values(), List.of(CONTROL, amplified), "a machine").markdown();

        assertThat(page)
                .contains("(1 failed)")
                .contains("| **0/1** | – | 0.5 / 0.5 | 1.20× / 1.20× |")
                .contains("  - I10: the outside was called 1.20 times as often as usual");
    }

    @Test
    void itsHeadSaysWhichLimitsHeld() {
        Outcome amplified = outcome("poison", 1, 2.4, Map.of());
        Outcome slow = new Outcome(
                "kill-gateway", 1, "abc", "2026-11-22T00:00:00Z", 9, 0, 1, 18.1, 0.6, null, 30, Map.of(), List.of());

        String page = new Report(Catalogue.all().values(), List.of(CONTROL, amplified, slow), "a machine").markdown();

        assertThat(page)
                .contains("| runs | 3 (2 failed), 3 faults |")
                .contains(
                        "| serving again after the kill of one process, in 15 s at most | median 18.1 s, worst 18.1 s: **missed in 1 of 3 runs** |")
                .contains("| goodput ≥ 95 % after healing, in 30 s at most | median 0.5 s, worst 0.6 s: held |")
                .contains("1.1× those of `none` at most | median 1.00×, worst 1.20×: **missed in 1 of 3 runs**;"
                        + " not judged in 1, where")
                .contains("  - I10: a killed process served again after 18.1 s only");
    }

    @Test
    void itSaysThatAmplificationCannotBeJudgedWithoutAnUndisturbedRun() {
        assertThat(new Report(Catalogue.all().values(), List.of(GOOD), "a machine").markdown())
                .contains("| not judged: there is no run of `none` to compare with |")
                .contains("| serving again after the kill of one process, in 15 s at most | not measured |");
    }

    @Test
    void nothingFailed() {
        assertThat(new Report(Catalogue.all().values(), List.of(GOOD), "a machine").markdown())
                .endsWith("## Runs that failed\n\nNone.\n");
    }

    @Test
    void resultsAreKeptAndNotRepeated(@TempDir Path directory) {
        Path file = directory.resolve("results.jsonl");
        Results.in(file).add(BAD);

        Results again = Results.in(file);

        assertThat(again.outcomes()).containsExactly(BAD);
        assertThat(again.has("poison", 2, "abc")).isTrue();
        assertThat(again.has("poison", 2, "another commit")).isFalse();
        assertThat(again.has("poison", 3, "abc")).isFalse();
    }

    private static Outcome outcome(String fault, long seed, double calls, Map<String, List<String>> violations) {
        return new Outcome(
                fault,
                seed,
                "abc",
                "2026-11-22T00:00:00Z",
                100,
                3,
                0,
                null,
                0.5,
                calls,
                20,
                violations,
                List.of("a note"));
    }
}
