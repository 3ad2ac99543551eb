package dev.bulwark.standalone;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.bulwark.testing.PublishedUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpCommandTest {

    @Test
    void everythingIsStartedUnlessSomethingIsAskedFor() {
        assertThat(parse().modules()).containsExactly(Module.values());
        assertThat(parse("--infrastructure-only").modules()).isEmpty();
        assertThat(parse("--modules=gateway,order-service").modules()).containsExactly(Module.ORDERS, Module.GATEWAY);
        assertThat(parse("--fleet").fleet()).isTrue();
    }

    @Test
    void whatIsNoOptionOfOursIsAPropertyOfEveryModule() {
        assertThat(parse("--bulwark.saga.stuck-after-attempts=3").properties())
                .containsExactly("--bulwark.saga.stuck-after-attempts=3");
    }

    @Test
    void theEmbeddedKafkaIsFoundWhereItIsAdvertised() {
        assertThat(parse().kafkaSettings()).isEmpty();
        assertThat(UpCommandTest.parse(List.of(), Map.of("BULWARK_KAFKA_ADVERTISED", "proxy:9999"))
                        .kafkaSettings())
                .containsExactly(Map.entry("advertised.listeners", "PLAINTEXT://proxy:9999"));
    }

    @Test
    void theDataDirectoryComesFromTheCommandLineElseTheEnvironment() {
        assertThat(UpCommandTest.parse(List.of(), Map.of("BULWARK_DATA", "/tmp/a"))
                        .data())
                .isEqualTo(Path.of("/tmp/a"));
        assertThat(UpCommandTest.parse(List.of("--data=/tmp/b"), Map.of("BULWARK_DATA", "/tmp/a"))
                        .data())
                .isEqualTo(Path.of("/tmp/b"));
    }

    @Test
    void theOffsetMovesEveryPort() {
        Options options = UpCommandTest.parse(List.of(), Map.of("BULWARK_PORT_OFFSET", "100"));
        assertThat(options.url(Module.GATEWAY)).isEqualTo("http://localhost:8180");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "50001", ""})
    void aSenselessOffsetIsRefusedByName(String offset) {
        assertThatThrownBy(() -> UpCommandTest.parse(List.of(), Map.of("BULWARK_PORT_OFFSET", offset)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("BULWARK_PORT_OFFSET must be a number from 0 to 50000");
    }

    @Test
    void givenServersComeInPairs() {
        assertThatThrownBy(() -> UpCommandTest.parse(List.of(), Map.of("BULWARK_KAFKA", "localhost:9092")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("BULWARK_POSTGRES and BULWARK_KAFKA");
        assertThat(UpCommandTest.parse(List.of(), Map.of("BULWARK_KAFKA", "k:1", "BULWARK_POSTGRES", "p:2"))
                        .embedsServers())
                .isFalse();
    }

    @Test
    void whatIsNotUnderstoodIsSaidWithWhatThereIs() {
        assertThatThrownBy(() -> parse("fleet"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'fleet'");
        assertThatThrownBy(() -> parse("--modules=nonsense"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("order-service");
    }

    @Test
    void aPortInUseIsNamedBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int offset = taken.getLocalPort() - Module.GATEWAY.port();
            Options options = UpCommandTest.parse(
                    List.of("--modules=gateway"), Map.of("BULWARK_PORT_OFFSET", Integer.toString(offset)));
            assertThatThrownBy(() -> FreePorts.require(options))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (gateway) is in use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fleeet=1", "--fast", "--fleet --modules=gateway", "--infrastructure-only --fleet"})
    void whatIsNeitherAnOptionNorAPropertyIsRefused(String arguments) {
        assertThatThrownBy(() -> parse(arguments.split(" "))).isInstanceOf(ParameterException.class);
    }

    @Test
    void theLauncherPrintsWhatTheCommandUnderstands() {
        CommandLine up = StandaloneApplication.commandLine(new UpCommand(Map.of(), options -> {}));

        PublishedUsage.assertIs("up", up.getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    private static Options parse(String... arguments) {
        return parse(List.of(arguments), Map.of());
    }

    static Options parse(List<String> arguments, Map<String, String> environment) {
        UpCommand command = new UpCommand(environment, options -> {});
        StandaloneApplication.commandLine(command).parseArgs(arguments.toArray(String[]::new));
        return command.options();
    }
}
