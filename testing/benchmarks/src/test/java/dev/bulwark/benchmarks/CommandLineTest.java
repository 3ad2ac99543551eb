package dev.bulwark.benchmarks;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

import dev.bulwark.testing.PublishedUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine tools = BenchmarksApplication.commandLine(
                    0, new PrintStream(PrintStream.nullOutputStream()))
            .setErr(new PrintWriter(errors, true));

    @ParameterizedTest
    @ValueSource(strings = {"load", "audit", "status", "bench", "bench sagas", "bench relay", "bench audit"})
    void theLauncherPrintsWhatTheCommandUnderstands(String words) {
        CommandLine command = tools;
        for (String word : words.split(" ")) {
            command = command.getSubcommands().get(word);
        }
        PublishedUsage.assertIs(words.replace(' ', '-'), command.getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    @Test
    void readsWhatWasGivenAndElseTheDefault() {
        tools.parseArgs("bench", "sagas", "--rate", "50", "--for=2m", "--equal-path");
        CommandLine sagas = tools.getSubcommands().get("bench").getSubcommands().get("sagas");

        BenchOptions options = sagas.<SagasCommand>getCommand().options();

        assertThat(options.rate()).isEqualTo(50);
        assertThat(options.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.equalPath()).isTrue();
        assertThat(options.runs()).isEqualTo(3);
        assertThat(options.output()).hasToString("target/bench/sagas-equal-path.json");
    }

    @ParameterizedTest
    @CsvSource({
        "load --rat 50, Unknown option",
        "load --rate 0, --rate must be 1 to 20000",
        "load --rate 20001, --rate must be 1 to 20000",
        "load --rate many, is not an int",
        "load --connections 0, --connections must be 1 to 1000",
        "load --for 60, must be a duration",
        "load --for 1h, must be a duration",
        "load --for, Missing required parameter",
        "bench sagas --runs 0, --runs must be 1 to 20",
        "bench relay --rows 1, --rows must be 1000 to 900000",
        "bench audit --orders 1, --orders must be 1000 to 5000000",
        "bench nonsense, Unmatched argument",
        "audit now, Unmatched argument"
    })
    void aMistakeIsRefusedAndSaid(String arguments, String message) {
        assertThat(tools.execute(arguments.split(" "))).isEqualTo(64);
        assertThat(errors.toString()).contains(message, "--help");
    }
}
