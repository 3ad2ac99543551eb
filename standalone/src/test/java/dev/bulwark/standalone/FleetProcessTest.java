package dev.bulwark.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A directory in a file's place stands for a disk that takes nothing. */
class FleetProcessTest {

    private static final String CLASS_PATH = "java.class.path";
    private static final String NAMES_ITSELF = "a-module is process ";

    private final String classPath = System.getProperty(CLASS_PATH);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path data;

    private Path pidFile;
    private Path output;
    private FleetProcess process;

    @BeforeEach
    void prepare() throws IOException {
        pidFile = Files.createDirectory(data.resolve("fleet")).resolve("a-module.pid");
        output = Files.createDirectory(data.resolve("logs")).resolve("a-module.out");
        System.setProperty(CLASS_PATH, jar().toString());
        process = new FleetProcess(
                "a-module",
                List.of(),
                List.of(),
                UpCommandTest.parse(List.of("--data=" + data), Map.of()),
                new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void stop() {
        process.close();
        System.setProperty(CLASS_PATH, classPath);
    }

    @Test
    void aProcessThatDiesIsStartedAgain() throws IOException {
        process.start();
        long dead = awaitPid(1);
        kill(dead);

        assertThat(awaitPid(2)).isNotEqualTo(dead);
    }

    @Test
    void aPidFileThatCannotBeWrittenKeepsNoSuccessorAway() throws IOException {
        process.start();
        long dead = awaitPid(1);
        block(pidFile);
        kill(dead);
        long successor = awaitStarted(2);
        awaitSaid("its pid file can't be written and is tried again");
        assertThat(ProcessHandle.of(successor)).get().matches(ProcessHandle::isAlive);
        Files.delete(pidFile);

        assertThat(awaitPid(2)).isEqualTo(successor);
        assertThat(text().split("pid file can't be written", -1)).hasSize(2);
    }

    @Test
    void aSuccessorThatCannotBeStartedIsTriedAgain() throws IOException {
        process.start();
        long dead = awaitPid(1);
        block(output);
        kill(dead);
        awaitSaid("a-module can't be started and is tried again");
        Files.delete(output);

        assertThat(awaitPid(2)).isNotEqualTo(dead);
        assertThat(text().split("can't be started", -1)).hasSize(2);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static void block(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
    }

    /** @return what the pid file says once it names the n-th process */
    private long awaitPid(int nth) {
        long pid = awaitStarted(nth);
        await(
                "the pid file names process " + pid,
                () -> Files.isRegularFile(pidFile) && Files.readString(pidFile).equals(pid + "\n"));
        return pid;
    }

    /** @return the n-th process, as it was said */
    private long awaitStarted(int nth) {
        await("process number " + nth, () -> text().split(NAMES_ITSELF, -1).length > nth);
        return Long.parseLong(
                text().split(NAMES_ITSELF, -1)[nth].lines().findFirst().orElseThrow());
    }

    private void awaitSaid(String words) {
        await(words, () -> text().contains(words));
    }

    private void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(Duration.ofMinutes(1)).until(condition);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Starts what is compiled next to this class. */
    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, EndsWithInput.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                FleetProcessTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        Path jar = data.resolve("application.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
