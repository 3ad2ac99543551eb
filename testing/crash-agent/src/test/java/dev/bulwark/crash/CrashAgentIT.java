package dev.bulwark.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.VirtualMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** The jar, in processes of its own. */
@Timeout(180)
class CrashAgentIT {

    private static final Path JAR = Path.of(System.getProperty("bulwark.crash.agent"));
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final int KILLED = 128 + 9;

    /** As the platform's processes run. */
    private static final List<String> USUAL =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

    @TempDir
    private Path directory;

    private Child loop(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", CLASS_PATH, BatchLoop.class.getName()));
        return Child.start(directory, command);
    }

    private Child nestedLoop() throws IOException {
        String classFile = "dev/bulwark/crash/NestedLoop.class";
        Path alone = directory.resolve("alone").resolve(classFile);
        Files.createDirectories(alone.getParent());
        try (var bytes = CrashAgentIT.class.getClassLoader().getResourceAsStream(classFile)) {
            Files.copy(bytes, alone);
        }
        List<String> command = new ArrayList<>(USUAL);
        command.addAll(List.of(
                "-cp", directory.resolve("alone").toString(), "dev.bulwark.crash.NestedLoop", withoutOurClasses()));
        return Child.start(directory, command);
    }

    /** As in production: the agent's classes come with its jar, and with nothing else. */
    private static String withoutOurClasses() {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(element -> !Path.of(element).endsWith(Path.of("target", "classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @ParameterizedTest
    @CsvSource({"batch.before-commit, wrote", "batch.after-commit, committed"})
    void aRunningProcessDiesBySignalAtTheGivenPass(String point, String last) throws Exception {
        try (Child child = loop(USUAL)) {
            child.await("ready");
            child.send();
            child.send();
            child.await("handled 2");

            CrashAgent.arm(JAR, child.pid(), CrashPoint.named(point), 3);

            child.send();
            child.send();
            child.await("handled 4");
            child.send();
            assertThat(child.rest()).last().isEqualTo(last + " 5");
            assertThat(child.exitCode()).isEqualTo(KILLED);
            assertThat(child.errors())
                    .contains("armed: " + point + ", dies at pass 3 by SIGKILL\n", point + " is passed")
                    .doesNotContain("halting");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theApplicationMayRunFromALoaderOfItsOwn(boolean loadedBefore) throws Exception {
        try (Child child = nestedLoop()) {
            child.await("ready");
            if (loadedBefore) {
                child.send();
                child.await("handled 1");
            }

            CrashAgent.arm(JAR, child.pid(), CrashPoint.BATCH_BEFORE_COMMIT, 1);

            child.send();
            assertThat(child.rest()).last().isEqualTo(loadedBefore ? "wrote 2" : "wrote 1");
            assertThat(child.exitCode()).isEqualTo(KILLED);
            assertThat(child.errors()).contains("armed: batch.before-commit");
            assertThat(child.errors().contains("is not loaded yet")).isEqualTo(!loadedBefore);
        }
    }

    @Test
    void armingAgainStartsTheCountAnewAndPointsAreCountedApart() throws Exception {
        try (Child child = loop(USUAL)) {
            child.await("ready");
            CrashAgent.arm(JAR, child.pid(), CrashPoint.BATCH_AFTER_COMMIT, 2);
            CrashAgent.arm(JAR, child.pid(), CrashPoint.BATCH_BEFORE_COMMIT, 3);
            child.send();
            child.await("handled 1");
            CrashAgent.arm(JAR, child.pid(), CrashPoint.BATCH_AFTER_COMMIT, 100);

            child.send();
            child.send();

            assertThat(child.rest()).last().isEqualTo("wrote 3");
            assertThat(child.exitCode()).isEqualTo(KILLED);
        }
    }

    @Test
    void aProcessIsArmedFromItsStart() throws Exception {
        List<String> options = new ArrayList<>(USUAL);
        options.add(CrashAgent.optionToCrash(JAR, CrashPoint.BATCH_AFTER_COMMIT, 2));
        try (Child child = loop(options)) {
            child.send();
            child.send();

            assertThat(child.rest()).last().isEqualTo("committed 2");
            assertThat(child.exitCode()).isEqualTo(KILLED);
        }
    }

    @Test
    void whereNativeCallsAreRefusedTheProcessHalts() throws Exception {
        try (Child child = loop(List.of("--illegal-native-access=deny"))) {
            child.await("ready");
            CrashAgent.arm(JAR, child.pid(), CrashPoint.BATCH_BEFORE_COMMIT, 1);

            child.send();

            assertThat(child.rest()).last().isEqualTo("wrote 1");
            assertThat(child.exitCode()).isEqualTo(KILLED);
            assertThat(child.errors()).contains("by halting");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash=relay.afternoon", "clock=+PT5M", ""})
    void badArgumentsAreRefusedAndHarmNobody(String arguments) throws Exception {
        try (Child child = loop(USUAL)) {
            child.await("ready");
            VirtualMachine target = VirtualMachine.attach(Long.toString(child.pid()));
            try {
                assertThatExceptionOfType(AgentInitializationException.class)
                        .isThrownBy(() -> target.loadAgent(JAR.toString(), arguments));
            } finally {
                target.detach();
            }

            child.send();
            child.await("handled 1");
            assertThat(child.errors()).contains("crash-agent: refused, the application goes on as before: ");
        }
    }

    @Test
    void badArgumentsAtTheStartAreSaidAndIgnored() throws Exception {
        try (Child child = loop(List.of("-javaagent:" + JAR + "=clock=soon"))) {
            child.send();
            child.await("handled 1");
            assertThat(child.errors()).contains("crash-agent: ignored, the application starts without: clock must be");
        }
    }

    @Test
    void aProcessThatIsNotThereIsNotArmed() throws Exception {
        long gone;
        try (Child child = loop(USUAL)) {
            gone = child.pid();
        }

        assertThatIOException().isThrownBy(() -> CrashAgent.arm(JAR, gone, CrashPoint.BATCH_AFTER_COMMIT, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5})
    void everyApplicationsClockIsShifted(long minutes) throws Exception {
        List<String> command = new ArrayList<>(USUAL);
        command.add(CrashAgent.optionToShiftClock(JAR, Duration.ofMinutes(minutes)));
        command.addAll(List.of("-cp", CLASS_PATH, ClockProbe.class.getName()));
        command.addAll(ShiftedClock.FACTORIES);
        try (Child child = Child.start(directory, command)) {
            assertThat(child.rest())
                    .hasSameSizeAs(ShiftedClock.FACTORIES)
                    .allSatisfy(seconds ->
                            assertThat(Long.parseLong(seconds)).isBetween(minutes * 60 - 30, minutes * 60 + 30));
            assertThat(child.errors()).contains("the application's clock is shifted by");
        }
    }
}
