package dev.bulwark.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The platform as its users run it, in a process of its own on ports of its own, for the time of a benchmark. */
final class PlatformProcess implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 20;
    private static final String JAVA_OPTIONS = "-Xms512m -Xmx768m -XX:+UseParallelGC";

    private final Process process;

    private PlatformProcess(Process process) {
        this.process = process;
    }

    /**
     * @param arguments beside the data directory, see {@code bulwark up --help}
     * @param readyWhen part of the line that it prints when it is ready
     */
    static PlatformProcess start(
            Path data, int portOffset, List<String> arguments, String readyWhen, PrintStream progress)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String options = System.getenv().getOrDefault("BULWARK_JAVA_OPTS", JAVA_OPTIONS);
        command.addAll(List.of(options.strip().split("\\s+")));
        command.addAll(List.of(
                "-jar", System.getProperty("java.class.path"), "platform", "--data=" + data, "--end-with-input"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BULWARK_PORT_OFFSET", Integer.toString(portOffset));
        Process process = builder.start();
        PlatformProcess platform = new PlatformProcess(process);
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("platform-output")
                .start(() -> copyOutput(process, ready, readyWhen, progress));
        try {
            if (!ready.get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the platform ended before it was ready");
            }
        } catch (TimeoutException | ExecutionException e) {
            platform.close();
            throw new IOException("the platform was not ready after " + START_PATIENCE, e);
        }
        return platform;
    }

    private static void copyOutput(
            Process process, CompletableFuture<Boolean> ready, String readyWhen, PrintStream progress) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                progress.println("    " + line);
                if (line.contains(readyWhen)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            progress.println("    the platform's output broke off: " + e.getMessage());
        }
        ready.complete(false);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
