package dev.bulwark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A process of the fleet and its successors: there is always one, until {@link #close()}.
 *
 * <p>A successor that can't be started, or can't be named in its pid file because the disk is full, is no reason to give up: either is said once
 * and tried again for as long as it takes. Until then the file is empty or names the process before.
 */
final class FleetProcess implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long STOP_SECONDS = 8;
    private static final String JAVA_OPTIONS_VARIABLE = "BULWARK_FLEET_JAVA_OPTS";
    // Eight JVMs share the machine: the quick compiler alone halves what their start costs, and a fleet is for
    // breaking, not for speed.
    private static final String JAVA_OPTIONS =
            "-Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";

    private final String name;
    private final List<String> arguments;
    private final List<String> environment;
    private final Options options;
    private final Terminal terminal;
    private final Path pidFile;
    private final Path output;
    private @Nullable Process process;
    private volatile boolean closing;

    /**
     * @param arguments of {@link StandaloneApplication}
     * @param environment {@code NAME=value} besides this process's own
     */
    FleetProcess(String name, List<String> arguments, List<String> environment, Options options, Terminal terminal) {
        this.name = name;
        this.arguments = List.copyOf(arguments);
        this.environment = List.copyOf(environment);
        this.options = options;
        this.terminal = terminal;
        this.pidFile = options.data().resolve("fleet").resolve(name + ".pid");
        this.output = options.data().resolve("logs").resolve(name + ".out");
    }

    /** @throws UncheckedIOException if it can't be started; a first start isn't tried again */
    synchronized void start() {
        if (closing) {
            return;
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions().split("\\s+")));
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        command.addAll(arguments);
        command.add("--data=" + options.data());
        command.add("--end-with-input");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()));
        environment.forEach(variable -> {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        });
        try {
            Process started = builder.start();
            process = started;
            terminal.say(name + " is process " + started.pid());
            Thread.ofVirtual().name(name + "-watch").start(() -> watch(started));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + name + " can't be started", e);
        }
    }

    private static String javaOptions() {
        String configured = System.getenv(JAVA_OPTIONS_VARIABLE);
        return configured == null || configured.isBlank() ? JAVA_OPTIONS : configured.strip();
    }

    private void watch(Process watched) {
        try {
            writePid(watched);
            int code = watched.waitFor();
            if (!closing) {
                terminal.say("%s (process %d) ended with %d and is started again; see %s"
                        .formatted(name, watched.pid(), code, output));
                Thread.sleep(PAUSE);
                startAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() throws InterruptedException {
        boolean said = false;
        while (!closing) {
            try {
                start();
                return;
            } catch (UncheckedIOException e) {
                if (!said) {
                    terminal.say("%s can't be started and is tried again every %d ms: %s"
                            .formatted(name, PAUSE.toMillis(), e.getCause()));
                }
                said = true;
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Until it is written, or the process has ended. */
    private void writePid(Process watched) throws InterruptedException {
        boolean said = false;
        while (watched.isAlive()) {
            try {
                writePidUnlessClosing(watched);
                return;
            } catch (IOException e) {
                if (!said) {
                    terminal.say(
                            "%s (process %d) runs, but its pid file can't be written and is tried again every %d ms: %s"
                                    .formatted(name, watched.pid(), PAUSE.toMillis(), e));
                }
                said = true;
                watched.waitFor(PAUSE);
            }
        }
    }

    private synchronized void writePidUnlessClosing(Process watched) throws IOException {
        if (!closing) {
            Files.writeString(pidFile, watched.pid() + "\n");
        }
    }

    /** @throws StartFailedException if nothing listens on the port in time */
    void awaitPort(int port, Duration patience) throws InterruptedException {
        await(() -> answers(port), patience, "does not answer on port " + port);
    }

    /** Waits for a line of its output that contains the words. */
    void awaitLine(String words, Duration patience) throws InterruptedException {
        await(() -> Files.readString(output).contains(words), patience, "did not say '" + words + "'");
    }

    private void await(Condition condition, Duration patience, String otherwise) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!holds(condition)) {
            if (closing) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new StartFailedException(
                        name + " " + otherwise + " after " + patience.toSeconds() + " s; see " + output);
            }
            Thread.sleep(100);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static boolean answers(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 500);
            return true;
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Asks the process to stop, waits, and insists. */
    @Override
    public void close() {
        Process current;
        synchronized (this) {
            closing = true;
            current = process;
        }
        if (current == null) {
            return;
        }
        current.destroy();
        try {
            if (!current.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                terminal.say(name + " doesn't stop and is killed");
                current.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
