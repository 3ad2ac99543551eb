package dev.bulwark.standalone;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {

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
        assertThat(Options.parse(List.of(), Map.of("BULWARK_KAFKA_ADVERTISED", "proxy:9999"))
                        .kafkaSettings())
                .containsExactly(Map.entry("advertised.listeners", "PLAINTEXT://proxy:9999"));
    }

    @Test
    void theDataDirectoryComesFromTheCommandLineElseTheEnvironment() {
        assertThat(Options.parse(List.of(), Map.of("BULWARK_DATA", "/tmp/a")).data())
                .isEqualTo(Path.of("/tmp/a"));
        assertThat(Options.parse(List.of("--data=/tmp/b"), Map.of("BULWARK_DATA", "/tmp/a"))
                        .data())
                .isEqualTo(Path.of("/tmp/b"));
    }

    @Test
    void theOffsetMovesEveryPort() {
        Options options = Options.parse(List.of(), Map.of("BULWARK_PORT_OFFSET", "100"));
        assertThat(options.url(Module.GATEWAY)).isEqualTo("http://localhost:8180");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "50001", ""})
    void aSenselessOffsetIsRefusedByName(String offset) {
        assertThatThrownBy(() -> Options.parse(List.of(), Map.of("BULWARK_PORT_OFFSET", offset)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("BULWARK_PORT_OFFSET must be a number between 0 and 50000");
    }

    @Test
    void givenServersComeInPairs() {
        assertThatThrownBy(() -> Options.parse(List.of(), Map.of("BULWARK_KAFKA", "localhost:9092")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("BULWARK_POSTGRES and BULWARK_KAFKA");
        assertThat(Options.parse(List.of(), Map.of("BULWARK_KAFKA", "k:1", "BULWARK_POSTGRES", "p:2"))
                        .embedsServers())
                .isFalse();
    }

    @Test
    void whatIsNotUnderstoodIsSaidWithWhatThereIs() {
        assertThatThrownBy(() -> parse("fleet"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--fleet");
        assertThatThrownBy(() -> parse("--modules=nonsense"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("order-service");
    }

    @Test
    void aPortInUseIsNamedBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int offset = taken.getLocalPort() - Module.GATEWAY.port();
            Options options = Options.parse(
                    List.of("--modules=gateway"), Map.of("BULWARK_PORT_OFFSET", Integer.toString(offset)));
            assertThatThrownBy(() -> FreePorts.require(options))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (gateway) is in use");
        }
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Map.of());
    }
}
