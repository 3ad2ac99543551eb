package dev.bulwark.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code bulwark} script in a directory without any jar, where everything would have to be built: with a JDK and a Maven that do nothing but
 * leave a trace.
 */
class LauncherTest {

    private static final long SECONDS = 60;

    @TempDir
    private Path root;

    private Path trace;

    private record Ended(int code, String output) {}

    @BeforeEach
    void copyTheLauncher() throws IOException {
        Path source = Path.of("..").toAbsolutePath().normalize();
        trace = root.resolve("trace");
        Files.createDirectories(root.resolve("launcher/usage"));
        Files.copy(source.resolve("bulwark"), root.resolve("bulwark"));
        try (var usages = Files.list(source.resolve("launcher/usage"))) {
            for (Path usage : usages.toList()) {
                Files.copy(usage, root.resolve("launcher/usage").resolve(usage.getFileName()));
            }
        }
        Files.createDirectories(root.resolve("jdk/bin"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/javac", "true");
        script("jdk/bin/java", "echo java \"$@\" >>\"$TRACE\"");
        script("bin/mvn", """
                if [ "$2" = -v ]; then echo 'Apache Maven 3.9.16 (0000)'; exit; fi
                echo mvn "$@" >>"$TRACE"
                echo '[INFO] Building contracts 1.0.0-SNAPSHOT                                    [1/2]'
                echo '[INFO] --- compiler:compile ---'
                echo '[INFO] Building standalone 1.0.0-SNAPSHOT                                   [2/2]'
                echo '[ERROR] something is wrong'
                exit ${MAVEN_FAILS:-0}""");
    }

    private void script(String name, String body) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended run(String arguments, String... environment) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", root.resolve("bulwark").toString()));
        if (!arguments.isEmpty()) {
            command.addAll(List.of(arguments.split(" ")));
        }
        Path output = root.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().put("TRACE", trace.toString());
        builder.environment().put("TMPDIR", root.toString());
        builder.environment().remove("BULWARK_DATA");
        for (String variable : environment) {
            builder.environment().put(variable.split("=")[0], variable.split("=")[1]);
        }
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "help",
                "--help",
                "-h",
                "up --help",
                "up --fleet -h",
                "help up",
                "status -h",
                "help status",
                "load --help",
                "load --rate 5 --help",
                "help load",
                "audit --help",
                "help audit",
                "drill --help",
                "help drill",
                "drill faults --help",
                "drill keys -h",
                "help drill simulation",
                "bench --help",
                "bench sagas --help",
                "bench relay -h",
                "help bench audit",
                "build --help",
                "help build",
                "test -h",
                "help test",
                "reset --help",
                "help reset",
                "help help"
            })
    void usageBuildsNothing(String arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments);

        assertThat(ended.output()).startsWith("Usage: ./bulwark");
        assertThat(ended.output()).doesNotContain("WARN", "bulwark:");
        assertThat(ended.code()).isZero();
        assertThat(trace).as("neither java nor mvn was run").doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "frobnicate => no such verb",
                "help frobnicate => no help on",
                "up --fast => --fast",
                "up fast => fast",
                "up --fleet=yes => takes no value",
                "up --modules => needs a value",
                "up --modules=gateway,nonsense => nonsense",
                "load --rate 0 => --rate must be 1 to 20000",
                "load --rate=many => --rate must be 1 to 20000",
                "load --rate => needs a value",
                "load --for 60 => must be a duration",
                "audit now => now",
                "status --all => --all",
                "drill => the drills are",
                "drill nonsense => the drills are",
                "drill keys nonsense => nonsense",
                "drill keys faults nonsense => the drills are",
                "drill --all keys => --all stands alone",
                "drill faults --seeds 0 => --seeds must be 1 to 1000",
                "drill faults --faults nonsense => nonsense",
                "drill simulation --bug nonsense => nonsense",
                "drill simulation --seed x => must be a number",
                "bench => the benchmarks are",
                "bench nonsense => the benchmarks are",
                "bench relay --orders 5 => --orders",
                "reset --no => --no"
            })
    void wrongArgumentsAreRefusedBeforeAnythingIsBuilt(String arguments, String message)
            throws IOException, InterruptedException {
        Ended ended = run(arguments);

        assertThat(ended.output()).startsWith("bulwark: ").contains(message, "See: ./bulwark ");
        assertThat(ended.code()).isEqualTo(64);
        assertThat(trace).as("neither java nor mvn was run").doesNotExist();
    }

    @Test
    void withoutAVerbTheUsageIsAnError() throws IOException, InterruptedException {
        Ended ended = run("");

        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.output()).startsWith("Usage: ./bulwark VERB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "load --rate 20000 --for=250ms --connections 7",
                "up --fleet --some.property=1",
                "up --modules=gateway,order-service",
                "drill faults --faults none,crash-batch.before-commit,clock-behind --seeds 5",
                "drill simulation --replay -7 --without crash,poison --bug append-unchecked",
                "bench sagas --equal-path --orders 100 --out x.json"
            })
    void rightArgumentsAreNotRefused(String arguments) throws IOException, InterruptedException {
        assertThat(run(arguments).code()).isNotEqualTo(64);
        assertThat(trace).as("a build was begun").content().startsWith("mvn ");
    }

    @Test
    void aBuildPrintsItsModulesAndKeepsNoLog() throws IOException, InterruptedException {
        Ended ended = run("build -o");

        assertThat(ended.code()).isZero();
        assertThat(ended.output().lines().map(String::strip))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("1/2     contracts"),
                        second -> assertThat(second).endsWith("2/2     standalone"));
        assertThat(trace).content().contains("-DskipTests -o package");
        try (var files = Files.list(root)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("bulwark-build"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "up", "bench sagas", "drill keys"})
    void aBuildThatFailsPrintsItsErrorsAndNamesItsLog(String arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments, "MAVEN_FAILS=1");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("[ERROR] something is wrong").doesNotContain("compiler:compile");
        String log = ended.output().strip().replaceFirst("(?s).*its log is ", "");
        assertThat(Path.of(log)).content().contains("compiler:compile", "[ERROR] something is wrong");
    }
}
