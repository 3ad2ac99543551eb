package dev.bulwark.standalone;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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
            for (int i = 0; i < 500 && !printed().contains("still starting"); i++) {
                Thread.sleep(10);
            }
        }
        assertThat(printed().lines().map(line -> line.replaceFirst("^ *[0-9.]+ s  ", "")))
                .startsWith(
                        "starting order-service",
                        "starting gateway",
                        "gateway at http://localhost:8080",
                        "still starting order-service");
    }

    @Test
    void nothingIsRepeatedOnceAllHasStarted() throws InterruptedException {
        try (StartProgress progress = new StartProgress(terminal, Duration.ofMillis(5))) {
            assertThat(progress).isNotNull();
            Thread.sleep(50);
        }
        assertThat(printed()).isEmpty();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
