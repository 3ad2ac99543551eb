package dev.bulwark.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.bulwark.acceptance.topology.Figures;
import dev.bulwark.acceptance.topology.OwnPlatform;
import dev.bulwark.acceptance.topology.Ports;
import dev.bulwark.acceptance.topology.StandaloneJar;
import dev.bulwark.acceptance.topology.Work;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How fast it starts, what it takes, and how it says that it can't. */
@Scenario
@Tag("process")
@org.junit.jupiter.api.Order(130)
class StartIT {

    private static final Duration GOAL = Duration.ofSeconds(30);
    /** The goal is for a machine that does nothing else; this is the best of several starts on one that does. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long MAX_RESIDENT_KILOBYTES = 1_258_291; // 1.2 GiB
    private static final long REFUSAL_SECONDS = 90;

    private final OwnPlatform platform;

    StartIT(OwnPlatform platform) {
        this.platform = platform;
    }

    @Test
    void isReadySoon() {
        Duration first = platform.starts().getFirst();
        Duration best =
                platform.starts().stream().min(Comparator.naturalOrder()).orElseThrow();
        Figures.print(
                "first start on an empty directory: %.1f s (goal %d s)", first.toMillis() / 1e3, GOAL.toSeconds());

        assertThat(best).as("the best of %s", platform.starts()).isLessThan(LIMIT);
    }

    @Test
    void keepsWithinItsMemory() {
        long kilobytes = platform.peakResidentKilobytes();
        Figures.print("resident memory of the JVM at its peak, after all this: %.2f GiB", kilobytes / 1024.0 / 1024.0);

        assertThat(kilobytes).as("kB").isLessThanOrEqualTo(MAX_RESIDENT_KILOBYTES);
    }

    @Test
    void aSecondInstanceOnTheSameDataIsRefused() {
        var ended = StandaloneJar.refused(platform.data(), Ports.free(), List.of(), REFUSAL_SECONDS);

        assertOneLine(ended, platform.data().toString(), "in use");
        assertThat(platform.bulwark().merchant().product("SKU-0001").sku())
                .as("the first instance goes on")
                .isEqualTo("SKU-0001");
    }

    /** PostgreSQL's is asked for first, the gateway's last. */
    @ParameterizedTest
    @ValueSource(ints = {Ports.POSTGRES, Ports.GATEWAY})
    void aPortInUseIsNamed(int usualPort) throws IOException {
        Ports ports = Ports.free();
        Path data = Work.directory("port-in-use");
        try (ServerSocket taken = new ServerSocket(ports.of(usualPort), 1, InetAddress.getByName("0.0.0.0"))) {
            var ended = StandaloneJar.refused(data, ports, List.of(), REFUSAL_SECONDS);

            assertOneLine(ended, Integer.toString(taken.getLocalPort()), "in use");
        }
        assertThat(ports.inUse()).as("ports still listened on").isEmpty();
    }

    @Test
    void anUnknownOptionIsNamed() {
        var ended = StandaloneJar.refused(
                Work.directory("unknown-option"), Ports.free(), List.of("--fast"), REFUSAL_SECONDS);

        assertThat(ended.code()).as("%s", ended).isNotZero();
        assertThat(ended.errors()).doesNotContain("\tat ");
        assertThat(ended.errors().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("--fast"));
    }

    private static void assertOneLine(StandaloneJar.Ended ended, String... words) {
        assertThat(ended.code()).as("%s", ended).isNotZero();
        assertThat(ended.errors().strip().lines()).as("%s", ended).hasSize(1);
        assertThat(ended.errors()).contains(words);
    }
}
