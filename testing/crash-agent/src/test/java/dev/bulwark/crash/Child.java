package dev.bulwark.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Another JVM, which ends with the test. */
final class Child implements AutoCloseable {

    private final Process process;
    private final Writer input;
    private final BufferedReader output;
    private final Path errors;

    private Child(Process process, Path errors) {
        this.process = process;
        this.input = process.outputWriter();
        this.output = process.inputReader();
        this.errors = errors;
    }

    /** @param command what follows {@code java} */
    static Child start(Path directory, List<String> command) throws IOException {
        Path errors = Files.createTempFile(directory, "child", ".err");
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"));
        words.addAll(command);
        return new Child(
                new ProcessBuilder(words).redirectError(errors.toFile()).start(), errors);
    }

    long pid() {
        return process.pid();
    }

    void send() throws IOException {
        input.write("next\n");
        input.flush();
    }

    void await(String line) throws IOException {
        for (String read = output.readLine(); !line.equals(read); read = output.readLine()) {
            assertThat(read)
                    .as("the child ended before it said '%s': %s", line, errors())
                    .isNotNull();
        }
    }

    /** What it says until it ends. */
    List<String> rest() {
        return output.lines().toList();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
