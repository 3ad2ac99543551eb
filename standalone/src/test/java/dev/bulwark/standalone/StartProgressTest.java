package dev.bulwark.standalone;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void whatIsStillStartingIsRepeatedAfterASilence() throws InterruptedException {
        try (StartProgress progress = new StartProgress(terminal, Duration.ofMillis(20))) {
            progress.begin("order-service");
            progress.begin("gateway");
            progress.done("gateway", "gateway at http://localhost:8080");
            for (int i = 0; i < 500 && !lines().getLast().equals("still starting order-service"); i++) {
                Thread.sleep(10);
            }
        }
        // A machine that is busy may be silent between any two lines: what is repeated then doesn't count.
        assertThat(lines())
                .filteredOn(line -> !line.startsWith("still starting"))
                .containsExactly("starting order-service", "starting gateway", "gateway at http://localhost:8080");
        assertThat(lines()).last().isEqualTo("still starting order-service");
    }

    @Test
    void nothingIsRepeatedOnceAllHasStarted() throws InterruptedException {
        try (StartProgress progress = new StartProgress(terminal, Duration.ofMillis(5))) {
            assertThat(progress).isNotNull();
            Thread.sleep(50);
        }
        assertThat(printed()).isEmpty();
    }

    private List<String> lines() {
        return printed()
                .lines()
                .map(line -> line.replaceFirst("^ *[0-9.]+ s  ", ""))
                .toList();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
